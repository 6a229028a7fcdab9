// The teacher's page: every seat at a glance, and what only the teacher does. It does not show the hidden truth.

import { html, useState } from "/web/preact-htm.js";
import { Join } from "/web/join.js";
import { Connection, Lines, Record, Where, keepPass, keptPass, start, useRoom } from "/web/shared.js";
import { say } from "/web/words.js";

function App() {
  const [pass, setPass] = useState(keptPass("teacher"));
  const change = (given) => {
    keepPass("teacher", given);
    setPass(given);
  };
  return pass
    ? html`<${Desk} key=${pass.token} pass=${pass} onLeave=${() => change(null)} />`
    : html`<${Join} role="teacher" title=${say("teacher")} needsWord=${true} onPass=${change} />`;
}

function Desk({ pass, onLeave }) {
  const { page, isHeard, told, setTold, ask } = useRoom(pass, onLeave);
  if (!page) return html`<main><h1>${say("teacher")}</h1><${Connection} isHeard=${isHeard} /></main>`;
  const wish = async (value) => {
    const answer = await ask(value);
    setTold(answer.ok ? "" : say("refused", { why: answer.says }));
  };
  return html`<main>
    <h1>${page.title}</h1>
    <p>${say("code")} <strong class="code">${page.room}</strong></p>
    ${page.round && html`<${Where} page=${page} /><p>${page.phase}</p>`}
    ${page.stage === "lobby" && html`<button class="main" onClick=${() => wish({ do: "begin" })}>${say("begin")}</button>`}
    ${page.stage === "play" && html`<button class="main" onClick=${() => wish({ do: "next", moment: page.moment })}>${say("next")}</button>`}
    ${page.stage === "over" && html`<h2>${say("over")}</h2>`}
    <p class="told" role="status">${told}</p>
    ${page.status && html`<${Seats} page=${page} wish=${wish} />`}
    <h2>${say("class")}</h2><${People} page=${page} wish=${wish} />
    ${page.text && html`<h2>${say("text")}</h2><${Lines} lines=${page.text} />`}
    ${page.record && html`<h2>${say("record")}</h2><${Record} parts=${page.record} />`}
    <footer><${Connection} isHeard=${isHeard} /><button onClick=${onLeave}>${say("leave")}</button></footer>
  </main>`;
}

function Seats({ page, wish }) {
  const state = ({ awaited, asked, is_model: isModel }) => say(awaited ? "awaited" : asked && !isModel ? "answered" : "idle");
  return html`<h2>${say("seats")}</h2><table>
    <thead><tr>${["seat", "holder", "state", "action"].map((key) => html`<th scope="col">${say(key)}</th>`)}</tr></thead>
    <tbody>${Object.entries(page.status).map(([key, seat]) => html`<tr key=${key} class=${seat.awaited ? "awaited" : ""}>
      <th scope="row">${seat.name}</th>
      <td>${say(seat.is_model ? "model" : "person")}</td>
      <td>${state(seat)}</td>
      <td><button disabled=${page.stage !== "play"} onClick=${() => wish({ do: "give", seat: key, holder: seat.is_model ? "person" : "model" })}
        aria-label=${`${seat.name}: ${say(seat.is_model ? "to_person" : "to_model")}`}>${say(seat.is_model ? "to_person" : "to_model")}</button></td>
    </tr>`)}</tbody>
  </table>`;
}

function People({ page, wish }) {
  if (!page.people.length) return html`<p>${say("nobody")}</p>`;
  return html`<ul class="people">${page.people.map(({ key, name, seat, is_here: isHere }) => html`<li key=${key}>
    <strong>${name}</strong> ${seat} <span class=${isHere ? "heard" : "lost"}>${say(isHere ? "here" : "gone")}</span>
    <button onClick=${() => wish({ do: "dismiss", key })} aria-label=${`${say("dismiss")}: ${name}`}>${say("dismiss")}</button>
  </li>`)}</ul>`;
}

start(App);
