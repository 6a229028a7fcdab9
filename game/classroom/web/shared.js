// What the pages have in common: the pass that a browser keeps, the connection, and the parts that all of them show.

import { html, render, useEffect, useState } from "/web/preact-htm.js";
import { Link } from "/web/link.js";
import { LANGUAGES, say, speak, usualLanguage } from "/web/words.js";

export function keptPass(role) {
  try {
    return JSON.parse(localStorage.getItem(`pass-${role}`));
  } catch {
    return null;
  }
}

export function keepPass(role, pass) {
  if (pass) localStorage.setItem(`pass-${role}`, JSON.stringify(pass));
  else localStorage.removeItem(`pass-${role}`);
}

export async function start(App) {
  await speak(usualLanguage());
  render(html`<${App} />`, document.getElementById("root"));
}

// Returns the latest page of a pass, whether the room is heard, and a function that asks the room for something.
export function useRoom(pass, onGone) {
  const [page, setPage] = useState(null);
  const [isHeard, setHeard] = useState(false);
  const [told, setTold] = useState("");
  const [link, setLink] = useState(null);
  useEffect(() => {
    const made = new Link(pass, { onPage: setPage, onState: setHeard, onRefused: setTold, onGone });
    setLink(made);
    return () => made.close();
  }, [pass]);
  return { page, isHeard, told, setTold, ask: (wish) => link.do(wish) };
}

export function Languages({ onChange }) {
  const change = async (event) => {
    await speak(event.target.value);
    onChange(event.target.value);
  };
  return html`<label class="line">${say("language")}
    <select onChange=${change} value=${usualLanguage()}>
      ${Object.entries(LANGUAGES).map(([key, name]) => html`<option value=${key} lang=${key}>${name}</option>`)}
    </select>
  </label>`;
}

export function Connection({ isHeard }) {
  return html`<p class=${isHeard ? "heard" : "lost"} role="status">${say(isHeard ? "connected" : "reconnecting")}</p>`;
}

export function Lines({ lines }) {
  return lines.map((line) => html`<p>${line}</p>`);
}

export function Section({ name, open, children }) {
  return html`<details open=${open}><summary><h2>${say(name)}</h2></summary>${children}</details>`;
}

export function Tracks({ page }) {
  return html`<table>
      <thead><tr><th scope="col">${say("track")}</th><th scope="col">${say("now")}</th><th scope="col">${say("moved")}</th></tr></thead>
      <tbody>${page.tracks.map(({ key, name, now, moved }) => html`<tr key=${key}>
        <th scope="row">${name}</th><td>${now}</td><td>${moved > 0 ? `+${moved}` : moved}</td></tr>`)}
      </tbody>
    </table>
    <p>${say("rung", { rung: page.rung })}</p>`;
}

export function Record({ parts }) {
  if (!parts.length) return html`<p>${say("nothing_yet")}</p>`;
  return [...parts].reverse().map(({ heading, lines }) => html`<h3>${heading}</h3>
    <ul>${lines.map(({ says, under }) => html`<li class=${under ? "under" : ""}>${says}</li>`)}</ul>`);
}

export function Where({ page }) {
  return html`<p class="where">${say("round", page.round)} · ${page.date}</p>`;
}
