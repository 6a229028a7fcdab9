// What the pages have in common: the pass that a browser keeps, the connection, and the parts that all of them show.

import { html, render, useEffect, useLayoutEffect, useRef, useState } from "/web/preact-htm.js";
import { Link, post } from "/web/link.js";
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

// Returns the latest page of a pass, when it came, whether the room is heard, and a function that asks for something.
export function useRoom(pass, onGone) {
  const [page, setPage] = useState(null);
  const [isHeard, setHeard] = useState(false);
  const [told, setTold] = useState("");
  const [link, setLink] = useState(null);
  useEffect(() => {
    const onPage = (fresh) => setPage({ ...fresh, came: performance.now() });
    const made = new Link(pass, { onPage, onState: setHeard, onRefused: setTold, onGone });
    setLink(made);
    return () => made.close();
  }, [pass]);
  return { page, isHeard, told, setTold, ask: (wish) => link.do(wish) };
}

// Seconds since a page came, counted on the reader's side between pages.
export function useSince(came) {
  const [now, setNow] = useState(performance.now());
  useEffect(() => {
    const beat = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(beat);
  }, []);
  return Math.max(0, (now - came) / 1000);
}

export function minutes(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function Countdown({ page }) {
  const since = useSince(page.came);
  const { clock } = page;
  if (clock?.bell === undefined || page.stage !== "play") return null;
  const left = clock.phase - (clock.is_paused ? 0 : since);
  return html`<span class=${`clock${left < 20 && !clock.is_paused ? " soon" : ""}`} role="timer" aria-label=${say("time_left")}>
    ${clock.is_paused && html`<span class="word">${say("paused")} </span>`}${minutes(left)}</span>`;
}

export function Bell({ page }) {
  const since = useSince(page.came);
  const { clock } = page;
  if (clock?.bell === undefined) return null;
  const debrief = clock.debrief - since;
  return html`<span class="bell">${debrief > 0 && page.stage === "play" && html`${say("talk_in", { time: minutes(debrief) })} · `}${say("bell", { time: minutes(clock.bell - since) })}</span>`;
}

export function HeadsUp({ page }) {
  const since = useSince(page.came);
  return html`<div class="heads" role="alert"><p class="big">${say("look_up")}</p>
    <p class="clock">${say("talked", { time: minutes(page.heads_up + since) })}</p></div>`;
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

export function Flag({ src }) {
  return src ? html`<img class="flag" src=${src} alt="" />` : null;
}

export function Lines({ lines }) {
  return lines.map((line) => html`<p>${line}</p>`);
}

// A text on the table: its clauses stand in a list, with what a seat's own capital says of their worth.
export function Draft({ lines }) {
  return html`<div class="draft">${lines.map((line) => {
    const [, number, rest] = /^\s*(\d+)\.\s+(.*)$/s.exec(line) || [];
    return number ? html`<p class="clause"><b>${number}.</b> <span>${rest}</span></p>` : html`<p>${line}</p>`;
  })}</div>`;
}

// What the round is about, while there is no text to read; and what happened while nobody played.
export function Briefing({ page }) {
  return html`<p class="doing">${page.question}</p>${page.passed.map((line) => html`<p class="passed">${line}</p>`)}<p>${page.briefing}</p>`;
}

// The debrief, when the game is over: a page of its own, in the reader's language, with one's own seat's what-ifs.
export function DebriefLink({ page }) {
  const seat = page.seat ? `/${page.seat.key}` : "";
  const at = `/debrief/${page.room}/${usualLanguage()}`;
  return html`<p><a class="button" href=${at} target="_blank" rel="noopener">${say("debrief")}</a>
    ${seat && html` <a class="button" href=${at + seat} target="_blank" rel="noopener">${say("what_if")}</a>`}</p>`;
}

// Several councils with the same luck: what each adopted, and where they first did not do the same.
export function Tables({ page }) {
  if (!page.tables) return null;
  const haveParted = page.tables.some((table) => table.parted);
  return html`<section class="card beside" aria-labelledby="beside"><h2 id="beside">${say("tables")}</h2>
    <p class="doing">${say(haveParted ? "parted" : "together_yet")}</p>
    <div class="columns3">${page.tables.map((table) => html`<div key=${table.room}><h3><span class="code">${table.room}</span>${table.is_own ? ` ${say("own_table")}` : ""}</h3>
      ${table.parted && html`<p><b>${table.parted}</b></p>`}<ul>${table.texts.map((line) => html`<li>${line}</li>`)}</ul></div>`)}</div></section>`;
}

export function Section({ name, open, children }) {
  return html`<details class="card" open=${open}><summary><h2>${say(name)}</h2></summary>${children}</details>`;
}

export function Tracks({ page }) {
  return html`<div class="tracks">
    ${page.tracks.map(({ key, name, now, moved }) => html`<div class=${`track ${key}`} key=${key}>
      <span>${name}</span><b>${now}${moved ? html` <small>${moved > 0 ? `+${moved}` : `−${-moved}`}</small>` : ""}</b>
      <span class="bar" aria-hidden="true"><span style=${{ width: `${Math.max(0, Math.min(100, now))}%` }}></span></span></div>`)}
    <p class="rung">${say("rung", { rung: page.rung })}</p>
  </div>`;
}

const SHAPES = { silent: "●", statement: "●", can_join: "●", amend: "▲", can_join_if: "▲", ask_time: "◆", break: "✖", cannot: "✖" };

export function Board({ board }) {
  return html`<ul class="board">${board.map((each) => html`<li key=${each.seat} class=${`tile ${each.kind} ${each.is_held ? "held" : ""}`}>
    <${Flag} src=${each.flag} /><span class="who">${each.seat}${each.is_held && html`<span class="mark" title=${say("people_mark")}>${" "}♟<span class="hidden">${say("people_mark")}</span></span>`}</span>
    <span class="says">${each.kind ? html`<i class="shape" aria-hidden="true">${SHAPES[each.kind]}</i> ${each.says}` : ""}</span></li>`)}</ul>`;
}

function Part({ part }) {
  return html`<h3>${part.heading}</h3>
    <ul>${part.lines.map(({ says, under }) => html`<li class=${under ? "under" : ""}>${says}</li>`)}</ul>`;
}

// Everything so far, asked for when somebody opens it; pages carry the latest alone.
export function Everything({ page, pass }) {
  const [isOpen, setOpen] = useState(false);
  const [parts, setParts] = useState([]);
  useEffect(() => {
    if (isOpen) post("/api/record", { room: pass.room }, pass.token).then(({ ok, told }) => ok && setParts(told.parts), () => {});
  }, [isOpen, page.moment]);
  return html`<details class="card" onToggle=${(event) => setOpen(event.target.open)}><summary><h2>${say("everything")}</h2></summary>
    ${parts.length ? [...parts].reverse().map((part) => html`<${Part} part=${part} />`) : html`<p>${say("nothing_yet")}</p>`}</details>`;
}

// As many of the latest parts as a place holds, counted in lines; clauses stand with the text already.
export function Latest({ parts, lines }) {
  const shown = [];
  let left = lines;
  for (const part of [...parts].reverse()) {
    const told = part.section.startsWith("text") ? part.lines.filter((line) => !line.under) : part.lines;
    if (left <= 0) break;
    shown.push({ ...part, lines: told.slice(0, left) });
    left -= told.length + 1;
  }
  return shown.length ? shown.map((part) => html`<${Part} part=${part} />`) : html`<p>${say("nothing_yet")}</p>`;
}

// Letters as large as the place allows: what does not fit is set smaller, down to a size that a back row still reads.
const SIZES = [1.15, 1, 0.9, 0.82, 0.74, 0.67, 0.6];

export function Fitted({ children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const fit = () => {
      for (const size of SIZES) {
        box.current.style.fontSize = `${size}em`;
        if (box.current.scrollHeight <= box.current.clientHeight) break;
      }
    };
    fit();
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  });
  return html`<div class="fitted" ref=${box}>${children}</div>`;
}

// News that has just broken, before the phase in which it came is told.
export function Fresh({ page }) {
  return html`<div role="status">${page.fresh?.length > 0 && html`<section class="card fresh"><h2>${say("fresh")}</h2><${Lines} lines=${page.fresh} /></section>`}</div>`;
}

export function Where({ page }) {
  return html`<p class="where">${say("round", page.round)} · ${page.date}</p>`;
}
