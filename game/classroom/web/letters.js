// Private messages: a delegation's own, and for the teacher all of them.

import { html, useState } from "/web/preact-htm.js";
import { Section } from "/web/shared.js";
import { say } from "/web/words.js";

function Lines({ lines }) {
  if (!lines.length) return html`<p class="where">${say("letters_none")}</p>`;
  return html`<div role="log" aria-label=${say("letters")}><ol class="letters">${lines.map((each) => html`<li key=${each.id} class=${each.is_own ? "own" : ""}>
    <span class="by">${say("letter_line", each)}${each.who ? ` (${each.who})` : ""}</span> ${each.says}</li>`)}</ol></div>`;
}

export function Letters({ page, ask }) {
  const { letters } = page;
  if (!letters || (!letters.is_open && !letters.lines.length)) return null;
  const canWrite = letters.is_open && page.stage === "play";
  return html`<${Section} name="letters" open=${letters.is_open}>
    <${Lines} lines=${letters.lines} />
    ${canWrite ? html`<${Write} letters=${letters} ask=${ask} />` : html`<p class="where">${say("letters_off")}</p>`}
  <//>`;
}

function Write({ letters, ask }) {
  const [to, setTo] = useState("");
  const [says, setSays] = useState("");
  const [told, setTold] = useState("");
  if (!letters.to.length) return html`<p class="where">${say("letters_nobody")}</p>`;
  const send = async (event) => {
    event.preventDefault();
    const answer = await ask({ do: "write", to, says });
    setTold(answer.ok ? say("letter_sent", { seat: letters.to.find((each) => each.key === to)?.name }) : say("refused", { why: answer.says }));
    if (answer.ok) setSays("");
  };
  return html`<form onSubmit=${send}>
    <label class="line">${say("letters_to")}
      <select value=${to} onChange=${(event) => setTo(event.target.value)} required><option value=""></option>
        ${letters.to.map((each) => html`<option key=${each.key} value=${each.key}>${each.name}</option>`)}</select></label>
    <label class="line">${say("letter", { n: letters.most })}
      <input value=${says} maxlength=${letters.most} onInput=${(event) => setSays(event.target.value)} autocomplete="off" required /></label>
    <p class="where">${say("letters_seen")}</p>
    <p class="told" role="status">${told}</p>
    <button>${say("letter_send")}</button></form>`;
}

export function Channels({ page, wish }) {
  const { letters } = page;
  return html`<${Section} name="letters" open=${letters.is_open}>
    ${page.stage === "play" && html`<p><button onClick=${() => wish({ do: "letters", open: !letters.is_open })}>${say(letters.is_open ? "letters_close" : "letters_open")}</button></p>`}
    <${Lines} lines=${letters.lines} /><//>`;
}
