// Seats that the teacher's hand plays: people who raise cards, and the other side. One press a seat, as cards are read.

import { html, useState } from "/web/preact-htm.js";
import { Choice, Form } from "/web/form.js";
import { Flag } from "/web/shared.js";
import { say } from "/web/words.js";

export function Hands({ page, wish }) {
  const open = Object.entries(page.hands).filter(([, hand]) => hand.turn.is_open);
  if (!open.length) return null;
  return html`<section class="card hands" aria-labelledby="hands"><h2 id="hands">${say("hands")}</h2>
    <p class="doing">${open[0][1].asks}</p>
    <ul class="seats">${open.map(([key, hand]) => html`<li key=${key} class=${`card ${hand.turn.is_done ? "chose" : "thinks"}`}><${Hand} seat=${key} hand=${hand} page=${page} wish=${wish} /></li>`)}</ul>
  </section>`;
}

function Hand({ hand, page, wish }) {
  const [form, setForm] = useState("");
  const send = async (line) => {
    await wish({ do: "decide", line, moment: page.moment });
    setForm("");
  };
  const { choices, sealed, is_done: isDone } = hand.turn;
  const opened = choices.find((choice) => choice.key === form);
  const now = choices.filter((choice) => !choice.refused);
  return html`<p class="name"><${Flag} src=${hand.flag} /> <b>${hand.name}</b></p>
    ${sealed.length > 0 && html`<p>${say("hand_out")}: ${sealed.join("; ")}</p>`}
    ${opened
      ? html`<${Form} choice=${opened} onLine=${send} onCancel=${() => setForm("")} />`
      : html`<details open=${!isDone}><summary>${say(isDone ? "is_done_here" : "typed_in")}</summary>
          ${now.map((choice) => html`<${Choice} key=${choice.key} choice=${choice} onOpen=${setForm} onSend=${send} />`)}</details>`}`;
}

// Before the game: who plays with cards.
export function CardSeats({ page, wish }) {
  const has = (key) => page.people.some((each) => each.seat === key && each.has_cards);
  const row = (each) => html`<label class="option" key=${each.key}><input type="checkbox" checked=${has(each.key)}
    onChange=${() => wish({ do: "seat", seat: each.key, sits: !has(each.key) })} /><${Flag} src=${each.flag} /><span>${each.name}</span></label>`;
  return html`<details class="card"><summary><h2>${say("cards")}</h2></summary><p>${say("cards_what")}</p>
    <div class="columns">${page.seats.map(row)}</div></details>`;
}
