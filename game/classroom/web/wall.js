// The wall: what everybody may know, large; and how to join.

import { html, useState } from "/web/preact-htm.js";
import { Join } from "/web/join.js";
import { Connection, Lines, Record, Tracks, Where, keepPass, keptPass, start, useRoom } from "/web/shared.js";
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
  return html`<main>
    <header><h1>${page.title}</h1>${page.round && html`<${Where} page=${page} />`}</header>
    ${page.stage === "lobby" ? html`<${Door} page=${page} />` : html`<${Room} page=${page} />`}
    <footer><span>${say("code")} <strong class="code">${page.room}</strong></span><${Connection} isHeard=${isHeard} /></footer>
  </main>`;
}

function Door({ page }) {
  return html`<div class="door">
    <div><h2>${say("join_here")}</h2><img src=${`/qr/${page.room}`} alt=${say("join_here")} />
      <p class="address">${page.address}</p><p class="code">${page.room}</p></div>
    <div><p>${page.picture}</p>
      <ul>${page.seats.filter((each) => each.people > 0).map((each) => html`<li key=${each.key}>${each.name}: ${say("people", { n: each.people })}</li>`)}</ul>
      <p class="fiction">${page.fiction}</p></div>
  </div>`;
}

function Room({ page }) {
  return html`<div class="wide">
    <section>
      ${page.stage === "over" && html`<h2>${say("over")}</h2><${Lines} lines=${page.end} />`}
      <h2>${say("text")}</h2><${Lines} lines=${page.text} />
      <h2>${say("board")}</h2>
      ${page.board.length
        ? html`<ul class="board">${page.board.map((each) => html`<li key=${each.seat} class=${each.kind}><strong>${each.seat}</strong> ${each.says}</li>`)}</ul>`
        : html`<p>${say("no_board")}</p>`}
      <h2>${say("picture")}</h2><${Tracks} page=${page} />
    </section>
    <section><h2>${say("record")}</h2><${Record} parts=${page.record} /></section>
  </div>`;
}

start(App);
