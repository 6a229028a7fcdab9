// A delegate's page: what the capital says, what there is to decide, and what happened.

import { html, useState } from "/web/preact-htm.js";
import { Form } from "/web/form.js";
import { Join } from "/web/join.js";
import { Connection, Lines, Record, Section, Tracks, Where, keepPass, keptPass, start, useRoom } from "/web/shared.js";
import { say } from "/web/words.js";

function App() {
  const [pass, setPass] = useState(keptPass("delegate"));
  const change = (given) => {
    keepPass("delegate", given);
    setPass(given);
  };
  return pass
    ? html`<${Seat} key=${pass.token} pass=${pass} onLeave=${() => change(null)} />`
    : html`<${Join} role="delegate" title=${say("name")} onPass=${change} />`;
}

function Seat({ pass, onLeave }) {
  const { page, isHeard, told, setTold, ask } = useRoom(pass, onLeave);
  if (!page) return html`<main><h1>${say("name")}</h1><${Connection} isHeard=${isHeard} /></main>`;
  const decide = async (line, label) => {
    setTold(say("sending"));
    const answer = await ask({ do: "decide", line, moment: page.moment });
    setTold(answer.ok ? say("sent", { what: label }) : say("refused", { why: answer.says }));
    return answer.ok;
  };
  const give = async (holder) => {
    const answer = await ask({ do: "give", seat: page.seat.key, holder });
    setTold(answer.ok ? "" : say("refused", { why: answer.says }));
  };
  return html`<main>
    <h1>${page.seat ? page.seat.name : page.title}</h1>
    ${page.stage === "lobby" ? html`<${Lobby} page=${page} />` : html`<${Game} page=${page} decide=${decide} give=${give} />`}
    <p class="told" role="status">${told}</p>
    <footer>
      <${Connection} isHeard=${isHeard} />
      <button type="button" onClick=${onLeave}>${say("leave")}</button>
    </footer>
  </main>`;
}

function Lobby({ page }) {
  return html`<p class="where">${say("lobby")}</p><p>${page.picture}</p><p>${page.card}</p><p class="fiction">${page.fiction}</p>`;
}

function Game({ page, decide, give }) {
  return html`
    <${Where} page=${page} />
    ${page.stage === "over" && html`<h2>${say("over")}</h2><${Lines} lines=${page.end} />`}
    ${page.stage === "play" && page.turn && html`<${Turn} key=${page.moment} page=${page} decide=${decide} give=${give} />`}
    <${Section} name="text" open=${true}><${Lines} lines=${page.text} /><//>
    ${page.seat && html`<${Section} name="cable" open=${page.stage === "play"}>
      <${Lines} lines=${[...page.status, ...page.cable, ...page.brief]} />
    <//>`}
    <${Section} name="picture" open=${false}><${Tracks} page=${page} /><//>
    ${page.seat && html`<${Section} name="promises" open=${false}>
      <${Lines} lines=${page.promises.length ? page.promises : [say("no_promises")]} />
    <//>`}
    <${Section} name="record" open=${true}><${Record} parts=${page.record} /><//>`;
}

function Turn({ page, decide, give }) {
  const [form, setForm] = useState("");
  const { turn, seat } = page;
  if (seat.is_model) {
    return html`<section class="turn"><p>${say("model_sits")}</p>
      <button class="main" onClick=${() => give("person")}>${say("to_me")}</button></section>`;
  }
  const opened = turn.choices.find((choice) => choice.key === form);
  const send = async (line, label) => (await decide(line, label)) && setForm("");
  return html`<section class="turn" aria-labelledby="turn">
    <h2 id="turn">${say("turn")}</h2>
    <p>${turn.is_open ? page.phase : say("no_turn")}</p>
    ${turn.is_done && turn.is_open && html`<p>${say("is_done")}</p>`}
    ${turn.sealed.length > 0 && html`<p>${say("sealed")}</p><ul>${turn.sealed.map((line) => html`<li>${line}</li>`)}</ul>
      <button type="button" onClick=${() => send(`${seat.key} reconsider`, say("reconsider"))}>${say("reconsider")}</button>`}
    ${opened
      ? html`<${Form} key=${opened.key} choice=${opened} onLine=${(line) => send(line, opened.label)} onCancel=${() => setForm("")} />`
      : turn.choices.map((choice) => html`<${Choice} key=${choice.key} choice=${choice} onOpen=${setForm} onSend=${send} />`)}
    <button type="button" class="aside" onClick=${() => give("model")}>${say("to_model")}</button>
  </section>`;
}

function Choice({ choice, onOpen, onSend }) {
  const { label, line, key, cost, refused, is_sealed: isSealed } = choice;
  const notes = [cost && say("cost", { n: cost }), isSealed && say("is_sealed"), refused && say("not_now", { why: refused })].filter(Boolean);
  return html`<button type="button" class="choice" disabled=${Boolean(refused)} onClick=${() => (line ? onSend(line, label) : onOpen(key))}>
    ${label}${notes.length > 0 && html` <small>${notes.join("; ")}</small>`}
  </button>`;
}

start(App);
