// A delegate's page: what there is to decide, the text, what the capital says, and what happened.

import { html, useEffect, useRef, useState } from "/web/preact-htm.js";
import { Choice, Form } from "/web/form.js";
import { Join } from "/web/join.js";
import { Letters } from "/web/letters.js";
import {
  Bell, Briefing, Connection, Countdown, DebriefLink, Draft, Everything, Flag, Fresh, HeadsUp, Latest, Lines, Section, Tracks, Where, keepPass, keptPass, start, useRoom,
} from "/web/shared.js";
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
  // A teacher may give one another seat in the middle of a game.
  const own = useRef("");
  useEffect(() => {
    const now = page?.stage === "play" ? page.seat?.key : "";
    if (now && own.current && own.current !== now) setTold(say("moved_to", { seat: page.seat.name }));
    if (now) own.current = now;
  }, [page?.stage, page?.seat?.key]);
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
  const isAway = page.heads_up !== undefined;
  return html`<header class="top"><${Flag} src=${page.seat?.flag} /><h1>${page.seat ? page.seat.name : page.title}</h1>
      <${Countdown} page=${page} /></header>
    <main>
    ${!isHeard && html`<${Connection} isHeard=${isHeard} />`}
    ${isAway ? html`<${HeadsUp} page=${page} />` : page.stage === "lobby" ? html`<${Lobby} page=${page} />` : html`<${Game} page=${page} told=${told} decide=${decide} give=${give} own=${pass.key} pass=${pass} ask=${ask} />`}
    ${page.stage !== "play" && html`<p class="told" role="status">${told}</p>`}
    <footer>
      ${isHeard && html`<${Connection} isHeard=${isHeard} />`}<${Bell} page=${page} />
      <button type="button" onClick=${onLeave}>${say("leave")}</button>
    </footer>
  </main>`;
}

function Lobby({ page }) {
  return html`<p class="where">${say("lobby")} ${say("keep_word")}</p>
    <div class="card"><p>${page.card}</p></div>
    <div class="card"><h2>${page.title}</h2><p>${page.picture}</p></div><p class="fiction">${page.fiction}</p>`;
}

function Game({ page, told, decide, give, own, pass, ask }) {
  return html`
    <${Where} page=${page} />
    <${Fresh} page=${page} />
    ${page.stage === "over" && html`<div class="card"><h2>${say("over")}</h2><${Lines} lines=${page.end} /><${DebriefLink} page=${page} /></div>`}
    ${page.stage === "play" && page.turn && html`<${Turn} key=${page.moment} page=${page} decide=${decide} give=${give} own=${own} />
      <p class="told" role="status">${told}</p>`}
    ${page.has_text ? html`<${Section} name="text" open=${true}><${Draft} lines=${page.text} /><//>`
      : html`<section class="card"><h2>${page.round_title}</h2><${Briefing} page=${page} /></section>`}
    ${page.seat && html`<${Letters} page=${page} ask=${ask} />`}
    <section class="card"><h2>${say("latest")}</h2><${Latest} parts=${page.record} lines=${7} /></section>
    ${page.seat && html`<${Section} name="cable" open=${page.round.number === 1}>
      <${Lines} lines=${[...page.status, ...page.cable]} />
    <//><${Section} name="brief" open=${false}><${Lines} lines=${page.brief} /><//>`}
    <${Section} name="picture" open=${false}><${Tracks} page=${page} /><//>
    ${page.seat && html`<${Section} name="promises" open=${false}>
      <${Lines} lines=${page.promises.length ? page.promises : [say("no_promises")]} />
    <//>`}
    ${page.delegation?.length > 1 && html`<${Section} name="delegation" open=${false}>
      <ul>${page.delegation.map((each) => html`<li>${each.name} (${each.jobs.map((job) => say(`job.${job}`)).join(", ")}): ${say(each.is_here ? "here" : "gone")}</li>`)}</ul><//>`}
    <${Everything} page=${page} pass=${pass} />`;
}

function Turn({ page, decide, give, own: me }) {
  const [form, setForm] = useState("");
  const { turn, seat, delegation = [] } = page;
  const jobs = delegation.find((each) => each.key === me)?.jobs;
  const isMine = (choice) => !choice.job || !jobs || jobs.includes(choice.job);
  if (seat.is_model) {
    return html`<section class="turn"><p>${say("model_sits")}</p>
      <button class="main" onClick=${() => give("person")}>${say("to_me")}</button></section>`;
  }
  const opened = turn.choices.find((choice) => choice.key === form);
  const send = async (line, label) => (await decide(line, label)) && setForm("");
  const shown = (choices) => choices.map((choice) => html`<${Choice} key=${choice.key} choice=${choice} job=${isMine(choice) ? "" : say(`job.${choice.job}`)} onOpen=${setForm} onSend=${send} />`);
  const own = turn.choices.filter(isMine);
  const others = turn.choices.filter((choice) => !isMine(choice));
  const asked = turn.is_open && !turn.is_done;
  return html`<section class=${`turn ${asked ? "asked" : ""}`} aria-labelledby="turn">
    <h2 id="turn">${turn.is_open ? page.phase : page.doing || say("no_turn")}</h2>
    ${delegation.length > 1 && jobs && html`<p class="where">${say("my_job", { jobs: jobs.map((job) => say(`job.${job}`)).join(", ") })}</p>`}
    ${turn.is_done && turn.is_open && html`<p>${say("is_done")}</p>`}
    ${turn.sealed.length > 0 && html`<p>${say("sealed")}</p><ul>${turn.sealed.map((line) => html`<li>${line}</li>`)}</ul>
      <button type="button" onClick=${() => send(`${seat.key} reconsider`, say("reconsider"))}>${say("reconsider")}</button>`}
    ${opened
      ? html`<${Form} key=${opened.key} choice=${opened} onLine=${(line) => send(line, opened.label)} onCancel=${() => setForm("")} />`
      : html`${shown(own)}
        ${others.length > 0 && html`<details class="aside"><summary>${say("in_colleague")}</summary>${shown(others)}</details>`}`}
    ${!opened && html`<button type="button" class="quiet" onClick=${() => give("model")}>${say("to_model")}</button>`}
  </section>`;
}

start(App);
