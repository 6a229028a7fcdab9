// The wall: what everybody may know, large, on one screen; and how to join.

import { html, useState } from "/web/preact-htm.js";
import { Join } from "/web/join.js";
import {
  Bell, Board, Briefing, Connection, Countdown, DebriefLink, Draft, Fitted, Flag, Fresh, HeadsUp, Latest, Lines, Tables, Tracks, Where, keepPass, keptPass, start, useRoom,
} from "/web/shared.js";
import { say } from "/web/words.js";

function App() {
  const [pass, setPass] = useState(keptPass("wall"));
  const change = (given) => {
    keepPass("wall", given);
    setPass(given);
  };
  return pass
    ? html`<${Wall} key=${pass.token} pass=${pass} onLeave=${() => change(null)} />`
    : html`<${Join} role="wall" title=${say("wall")} onPass=${change} />`;
}

function Wall({ pass, onLeave }) {
  const { page, isHeard } = useRoom(pass, onLeave);
  if (!page) return html`<main><h1>${say("wall")}</h1><${Connection} isHeard=${isHeard} /></main>`;
  return html`<header class="top"><div><h1>${page.title}</h1>${page.round && html`<${Where} page=${page} />`}</div>
      <${Countdown} page=${page} /></header>
    <main>
    ${page.heads_up !== undefined && html`<${HeadsUp} page=${page} />`}
    ${page.stage === "lobby" ? html`<${Door} page=${page} />` : html`<${Room} page=${page} />`}
    <footer><span>${say("code")} <strong class="code">${page.room}</strong> · ${page.address}</span><${Bell} page=${page} />
      ${!isHeard && html`<${Connection} isHeard=${isHeard} />`}</footer>
  </main>`;
}

function Door({ page }) {
  return html`<div class="door">
    <div class="card"><h2>${say("join_here")}</h2><img class="qr" src=${`/qr/${page.room}`} alt=${say("join_here")} />
      <p class="address">${page.address}</p><p class="code">${page.room}</p></div>
    <div><p class="lead">${page.picture}</p>
      <ul class="sitting">${page.seats.filter((each) => each.people > 0).map((each) => html`<li key=${each.key}><${Flag} src=${each.flag} /> ${each.name} <small>${say("people", { n: each.people })}</small></li>`)}</ul>
      <p class="fiction">${page.fiction}</p></div>
  </div>`;
}

function Room({ page }) {
  const isOver = page.stage === "over";
  return html`<div class="wide">
    <section class="card text" aria-labelledby="text"><h2 id="text">${isOver ? say("over") : page.has_text ? say("text") : page.round_title}</h2>
      <${Fitted}>${isOver
        ? html`<${Lines} lines=${page.end} /><${DebriefLink} page=${page} /><${Tables} page=${page} />`
        : html`<p class="doing">${page.doing}</p>${page.has_text ? html`<${Draft} lines=${page.text} />` : html`<${Briefing} page=${page} />`}`}<//>
    </section>
    <section class="card" aria-labelledby="board"><h2 id="board">${say("board")}</h2><${Board} board=${page.board} /></section>
    <section class="card picture" aria-label=${say("picture")}><${Tracks} page=${page} /></section>
    <section class="card latest" aria-labelledby="latest"><h2 id="latest">${say("latest")}</h2>
      <${Fitted}><${Fresh} page=${page} /><${Latest} parts=${page.record} lines=${page.fresh?.length ? 3 : 7} /><//></section>
  </div>`;
}

start(App);
