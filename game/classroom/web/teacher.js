// The teacher's page: every seat at a glance, the clock, and what only the teacher does. It does not show the hidden truth.

import { html, useState } from "/web/preact-htm.js";
import { CardSeats, Hands } from "/web/hands.js";
import { Join } from "/web/join.js";
import { Channels } from "/web/letters.js";
import { Bell, Board, Connection, Countdown, DebriefLink, Draft, Everything, Flag, Fresh, Lines, Section, Tables, Where, keepPass, keptPass, start, useRoom } from "/web/shared.js";
import { News, Notes } from "/web/steer.js";
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
    return answer.ok;
  };
  return html`<header class="top"><div><h1>${page.title}</h1>${page.round && html`<${Where} page=${page} />`}</div>
      <span>${say("code")} <strong class="code">${page.room}</strong></span><${Bell} page=${page} /><${Countdown} page=${page} /></header>
    <main>
    ${page.stage === "lobby" && html`<${Lobby} page=${page} wish=${wish} />`}
    ${page.stage === "play" && html`<${Controls} page=${page} wish=${wish} />`}
    <p class="told" role="status">${told}${page.trouble && say("trouble", { why: page.trouble })}</p>
    <${Fresh} page=${page} />
    ${page.stage === "play" && html`<${Hands} page=${page} wish=${wish} />`}
    ${page.stage === "over" && html`<section class="card"><h2>${say("over")}</h2><${Lines} lines=${page.end} /><${DebriefLink} page=${page} /></section>`}
    ${page.status
      ? html`<div class="desk"><div><${Seats} page=${page} wish=${wish} /></div>
        <div><section class="card"><h2>${say("text")}</h2><${Draft} lines=${page.text} /></section>
          <${Section} name="board" open=${false}><${Board} board=${page.board} /><//>
          <${Tables} page=${page} />
          <${Channels} page=${page} wish=${wish} />
          <${News} page=${page} wish=${wish} />
          <${Notes} page=${page} wish=${wish} />
          <${Everything} page=${page} pass=${pass} /></div></div>`
      : html`<section class="card"><h2>${say("class")}</h2><${People} page=${page} people=${page.people} wish=${wish} />
          ${page.people.length > 1 && html`<button onClick=${() => wish({ do: "fit" })}>${say("fit")}</button> <small>${say("fit_what")}</small>`}</section><${CardSeats} page=${page} wish=${wish} />`}
    <footer><${Connection} isHeard=${isHeard} /><button onClick=${onLeave}>${say("leave")}</button></footer>
  </main>`;
}

const SHORT = 60; // minutes: a lesson up to this long is offered a cold open

function Minutes({ label, start: usual, onSet, canBeCold = false }) {
  const [value, setValue] = useState(usual);
  const [isCold, setCold] = useState(usual <= SHORT);
  const set = (event) => {
    event.preventDefault();
    onSet(Number(value), isCold);
  };
  return html`<form class="line" onSubmit=${set}>
    <label>${say("minutes")} <input type="number" min="0" max="600" value=${value} onInput=${(event) => setValue(event.target.value)} required /></label>
    ${canBeCold && html`<label class="option"><input type="checkbox" checked=${isCold} onChange=${() => setCold(!isCold)} /><span>${say("cold_open")}</span></label>`}
    <button class=${label === "begin" ? "main" : ""}>${say(label)}</button>
  </form>`;
}

function Lobby({ page, wish }) {
  return html`<section class="card begin">
    <div><h2>${say("join_here")}</h2><p class="address">${page.address}</p><p class="code">${page.room}</p></div>
    <${Minutes} label="begin" start=${page.minutes} canBeCold=${true} onSet=${(minutes, cold) => wish({ do: "begin", minutes, cold })} />
  </section>`;
}

function Controls({ page, wish }) {
  const time = (what) => wish({ do: "time", what });
  const { clock } = page;
  const hasBell = clock.bell !== undefined;
  const isUp = page.heads_up !== undefined;
  return html`<section class="card controls" aria-label=${say("action")}>
    <p class="doing">${page.doing}</p>
    <button class="main" onClick=${() => wish({ do: "next", moment: page.moment })}>${say("next")}</button>
    ${hasBell && html`<button onClick=${() => time(clock.is_paused ? "go_on" : "pause")}>${say(clock.is_paused ? "go_on" : "pause")}</button>
      <button onClick=${() => time("extend")}>${say("extend")}</button>`}
    <button class=${isUp ? "main" : ""} onClick=${() => time(isUp ? "heads_down" : "heads_up")}>${say(isUp ? "heads_down" : "heads_up")}</button>
    <button onClick=${() => wish({ do: "recall", moment: page.moment })}>${say("recall")}</button>
    <button onClick=${() => time("meanwhile")}>${say("meanwhile")}</button>
    <details><summary>${hasBell ? say("plan", { rounds: clock.rounds.join(", ") }) : say("set_bell")}</summary>
      <${Minutes} label="set_bell" start=${hasBell ? Math.round(clock.bell / 60) : 50} onSet=${(minutes) => wish({ do: "time", what: "bell", minutes })} /></details>
  </section>`;
}

// What a teacher alone can tell apart: who thinks, who is asleep, who chose silence, and who let the phase pass.
function stateOf(seat, people) {
  if (seat.awaited) return people.length && people.every((each) => !each.is_here) ? "asleep" : "thinks";
  if (!seat.asked) return "waiting";
  return seat.sealed.length ? "chose" : "passes";
}

const QUIET = 3; // phases that somebody let pass: a hint, never a mark
const isQuiet = (person) => !person.has_cards && person.quiet >= QUIET;

function Seats({ page, wish }) {
  const of = (key) => page.people.filter((each) => each.seat === key);
  const all = Object.entries(page.status);
  const theirs = all.filter(([, seat]) => !seat.is_model);
  const models = all.filter(([, seat]) => seat.is_model);
  const hand = (key, seat) => html`<button disabled=${page.stage !== "play"} onClick=${() => wish({ do: "give", seat: key, holder: seat.is_model ? "person" : "model" })}
    aria-label=${`${seat.name}: ${say(seat.is_model ? "to_person" : "to_model")}`}>${say(seat.is_model ? "to_person" : "to_model")}</button>`;
  return html`<h2>${say("their_seats")}</h2>
    <ul class="seats">${theirs.map(([key, seat]) => {
      const state = stateOf(seat, of(key));
      return html`<li key=${key} class=${`card ${state}`}>
        <p class="name"><${Flag} src=${seat.flag} /> <b>${seat.name}</b> <span class="state">${say(state)}</span></p>
        ${page.stage === "play" && of(key).filter(isQuiet).map((each) => html`<p class="where" key=${each.key}>${say("quiet", { name: each.name, n: each.quiet })}</p>`)}
        <p class="chips">${of(key).map((each) => html`<span class="chip"><${Dot} isHere=${each.is_here} /> ${each.has_cards ? say("cards") : each.name}</span>`)}
          ${of(key).length === 0 && say("nobody_here")}</p>
        <details><summary aria-label=${`${seat.name}: ${say("manage")}`}>${say("manage")}</summary>
          ${seat.sealed.length > 0 && html`<p class="where">${say("hand_out")}</p><ul>${seat.sealed.map((line) => html`<li>${line}</li>`)}</ul>`}
          ${hand(key, seat)}<${People} page=${page} people=${of(key)} wish=${wish} /></details></li>`;
    })}</ul>
    <details class="card"><summary><h2>${say("model_seats")}</h2></summary>
      <ul class="models">${models.map(([key, seat]) => html`<li key=${key}><${Flag} src=${seat.flag} /> ${seat.name} ${hand(key, seat)}</li>`)}
      <li>${page.other.name} ${hand(page.other.key, page.other)}</li></ul></details>`;
}

function People({ page, people, wish }) {
  if (!people.length) return html`<p class="where">${say(page.stage === "lobby" ? "nobody" : "nobody_here")}</p>`;
  const nameOf = (key) => page.seats?.find((each) => each.key === key)?.name || "";
  return html`<ul class="people">${people.map((each) => html`<li key=${each.key}>
    <${Dot} isHere=${each.is_here} /> ${each.has_cards ? say("cards") : each.name} ${nameOf(each.seat)}
    ${page.stage !== "lobby" && html`<small>${say("sent_by", { n: each.sent })}</small>`}
    ${each.likes.length > 0 && html`<small>${each.likes.map((like) => say(`like_${like}`)).join(", ")}</small>`}
    <button class="small" onClick=${() => wish({ do: "dismiss", key: each.key })} aria-label=${`${say("dismiss")}: ${each.name}`}>${say("dismiss")}</button>
    ${!each.has_cards && page.stage !== "over" && html`<${Reseat} person=${each} page=${page} wish=${wish} />`}
  </li>`)}</ul>`;
}

// Another seat for somebody, or somebody else's in exchange; the lists are made when they are asked for.
function Reseat({ person, page, wish }) {
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState("");
  const seats = page.seats || Object.entries(page.status).map(([key, each]) => ({ key, name: each.name }));
  const nameOf = (key) => seats.find((each) => each.key === key)?.name || key;
  const others = page.people.filter((each) => each.seat !== person.seat && !each.has_cards);
  const set = (event) => {
    event.preventDefault();
    const [what, key] = to.split(" ");
    const other = others.find((each) => each.key === key);
    if (what === "seat") wish({ do: "move", key: person.key, seat: key });
    else if (other) wish({ do: "swap", one: person.key, other: other.key, seat: other.seat });
  };
  return html`<details onToggle=${(event) => setOpen(event.target.open)}><summary aria-label=${`${say("reseat")}: ${person.name}`}>${say("reseat")}</summary>
    ${isOpen && html`<form class="line" onSubmit=${set}><label>${say("reseat_to", { name: person.name })}
      <select value=${to} onChange=${(event) => setTo(event.target.value)} required><option value=""></option>
        ${others.length > 0 && html`<optgroup label=${say("swap_with")}>${others.map((each) => html`<option key=${each.key} value=${`person ${each.key}`}>${each.name} (${nameOf(each.seat)})</option>`)}</optgroup>`}
        <optgroup label=${say("move_to")}>${seats.filter((each) => each.key !== person.seat).map((each) => html`<option key=${each.key} value=${`seat ${each.key}`}>${each.name}</option>`)}</optgroup></select></label>
      <button>${say("reseat_do")}</button></form>`}</details>`;
}

function Dot({ isHere }) {
  return html`<span class=${isHere ? "heard" : "lost"} role="img" aria-label=${say(isHere ? "here" : "gone")}>${isHere ? "●" : "○"}</span>`;
}

start(App);
