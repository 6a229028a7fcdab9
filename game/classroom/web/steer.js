// The teacher's hand on the news, words of the teacher's own, and notes for the debrief.

import { html, useState } from "/web/preact-htm.js";
import { Section } from "/web/shared.js";
import { say } from "/web/words.js";

const WHEN = ["next", "now", "later", "past"];

export function News({ page, wish }) {
  const left = page.news.filter((each) => !each.has_broken);
  return html`<${Section} name="steer_news" open=${false}>
    ${WHEN.map((when) => {
      const rows = left.filter((each) => each.comes === when);
      if (!rows.length) return null;
      const list = html`<ul class="news">${rows.map((each) => html`<${Piece} key=${each.key} news=${each} page=${page} wish=${wish} />`)}</ul>`;
      return when === "next" || when === "now"
        ? html`<h3>${say(`news_${when}`)}</h3>${list}`
        : html`<details><summary>${say(`news_${when}`)} (${rows.length})</summary>${list}</details>`;
    })}
    ${page.stage === "play" && html`<${Announce} page=${page} wish=${wish} />`}<//>`;
}

// One line a piece, so that thirty fit; opened it says the whole, and what a teacher can do with it.
function Piece({ news, page, wish }) {
  const { key, says, chance, to } = news;
  const isReworded = page.pen.worded.includes(key);
  const isOff = page.stage !== "play";
  const marks = [news.is_held && say("is_held"), isReworded && say("is_reworded")].filter(Boolean);
  const about = [to && say("news_to", { seats: to }), chance < 100 && say("news_chance", { n: chance })].filter(Boolean);
  return html`<li class=${news.is_held ? "held" : ""}><details>
    <summary>${marks.length > 0 && html`<b>${marks.join(", ")}: </b>`}${says}</summary>
    <p class="where">${about.join(" · ")}</p>
    <button disabled=${isOff} onClick=${() => wish({ do: "break", inject: key })}>${say("break_now")}</button>
    <button disabled=${isOff} onClick=${() => wish({ do: "hold", inject: key, held: !news.is_held })}>${say(news.is_held ? "release" : "hold")}</button>
    <${Text} key=${says} label=${say("reword")} start=${says} most=${page.pen.most_news} send=${say("reword_keep")} onSend=${(words) => wish({ do: "word", inject: key, says: words })} />
    ${isReworded && html`<button disabled=${isOff} onClick=${() => wish({ do: "word", inject: key, says: "" })}>${say("reword_back")}</button>`}</details></li>`;
}

// A line to write, with its button; what was sent is cleared, what was refused stays.
function Text({ label, start = "", most, send, onSend }) {
  const [value, setValue] = useState(start);
  const set = async (event) => {
    event.preventDefault();
    if (await onSend(value)) setValue(start);
  };
  return html`<form onSubmit=${set}><label class="line">${label}
      <textarea rows="3" maxlength=${most} value=${value} onInput=${(event) => setValue(event.target.value)} required></textarea></label>
    <button>${send}</button></form>`;
}

function Announce({ page, wish }) {
  return html`<h3>${say("announce")}</h3><p class="where">${say("announce_what")}</p>
    <${Text} label=${say("announce")} most=${page.pen.most_news} send=${say("announce_now")} onSend=${(says) => wish({ do: "announce", says })} />`;
}

export function Notes({ page, wish }) {
  const { things, notes, most_note: most } = page.pen;
  const [to, setTo] = useState("");
  const name = (each) => `${each.about} ${each.key}`;
  const chosen = things.find((each) => name(each) === to) || things[0];
  return html`<${Section} name="notes" open=${false}><p class="where">${say("notes_what")}</p>
    ${notes.length > 0 && html`<ul class="notes">${notes.map((each) => html`<li key=${each.id}><small>${each.label}</small> ${each.says}</li>`)}</ul>`}
    ${chosen && html`<label class="line">${say("note_to")}
      <select value=${name(chosen)} onChange=${(event) => setTo(event.target.value)}>${things.map((each) => html`<option key=${name(each)} value=${name(each)}>${each.label}</option>`)}</select></label>
    <${Text} label=${say("note", { n: most })} most=${most} send=${say("note_pin")} onSend=${(says) => wish({ do: "pin", about: chosen.about, key: chosen.key, says })} />`}<//>`;
}
