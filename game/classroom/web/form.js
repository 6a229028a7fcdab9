// A decision with gaps: its fields as the room describes them, and the line that they make.

import { html, useState } from "/web/preact-htm.js";
import { say } from "/web/words.js";

function begun(field) {
  return field.kind === "many" ? field.start.split(" ").filter(Boolean) : field.start;
}

function wordsOf(field, value) {
  const words = field.kind === "many" ? value.join(" ") : `${value}${field.after}`;
  return field.kind === "many" && !value.length ? "" : `${field.before} ${words}`.trim();
}

function missing(field, value) {
  const what = field.label;
  if (field.kind === "many" && value.length > field.most) return say("too_many", { n: field.most, what });
  if (field.kind === "many" && value.length < field.least) return say("too_few", { n: field.least, what });
  return field.kind !== "many" && !value ? say("too_few", { n: 1, what }) : "";
}

export function Form({ choice, onLine, onCancel }) {
  const [values, setValues] = useState(choice.fields.map(begun));
  const [told, setTold] = useState("");
  const set = (k, value) => setValues(values.map((old, at) => (at === k ? value : old)));
  const send = (event) => {
    event.preventDefault();
    const wrong = choice.fields.map((field, k) => missing(field, values[k])).find(Boolean);
    setTold(wrong || "");
    if (!wrong) onLine([choice.begins, ...choice.fields.map((field, k) => wordsOf(field, values[k]))].filter(Boolean).join(" "));
  };
  return html`<form class="form" onSubmit=${send}>
    <h3>${choice.label}</h3>
    ${choice.fields.map((field, k) => html`<${Field} key=${k} name=${`field-${k}`} field=${field} value=${values[k]} onValue=${(value) => set(k, value)} />`)}
    <p class="told" role="alert">${told}</p>
    <button class="main">${say("send")}</button>
    <button type="button" onClick=${onCancel}>${say("cancel")}</button>
  </form>`;
}

function Field({ name, field, value, onValue }) {
  if (field.kind === "number") {
    return html`<label class="line">${field.label}
      <input type="number" inputmode="numeric" min=${field.least} max=${field.most} value=${value}
        onInput=${(event) => onValue(event.target.value)} required />
    </label>`;
  }
  const isMany = field.kind === "many";
  const change = (option) => {
    if (!isMany) onValue(option);
    else onValue(value.includes(option) ? value.filter((each) => each !== option) : [...value, option]);
  };
  const isChosen = (option) => (isMany ? value.includes(option) : value === option);
  return html`<fieldset>
    <legend>${field.label}</legend>
    ${field.options.map((option) => html`<label class="option" key=${option.value}>
      <input type=${isMany ? "checkbox" : "radio"} name=${name} checked=${isChosen(option.value)} onChange=${() => change(option.value)} />
      <span>${option.says}</span>
    </label>`)}
  </fieldset>`;
}
