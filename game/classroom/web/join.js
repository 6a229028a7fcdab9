// Into a room: its code, then a seat and a name.

import { html, useEffect, useState } from "/web/preact-htm.js";
import { post } from "/web/link.js";
import { Flag, Languages } from "/web/shared.js";
import { say, usualLanguage } from "/web/words.js";

const DRAWN = "draw"; // the room chooses the seat

function codeInAddress() {
  return decodeURIComponent(location.hash.slice(1)).slice(0, 12);
}

// `role` is whom the page is for; `needsWord` asks for the teacher's word; only delegates choose a seat.
export function Join({ role, title, needsWord = false, onPass }) {
  const [code, setCode] = useState(codeInAddress());
  const [word, setWord] = useState("");
  const [room, setRoom] = useState(null);
  const [told, setTold] = useState("");
  const [, setLanguage] = useState(usualLanguage());

  const asked = async (path, value) => {
    setTold("");
    try {
      const { ok, told: answer } = await post(path, { room: code, language: usualLanguage(), ...value });
      if (ok) return answer;
      setTold(answer.says);
    } catch {
      setTold(say("reconnecting"));
    }
    return null;
  };
  const join = async (value) => {
    const pass = await asked("/api/join", value);
    if (pass) onPass({ room: pass.room, token: pass.token, key: pass.key });
  };
  const enter = async (event) => {
    event?.preventDefault();
    if (role === "delegate") setRoom(await asked("/api/room", {}));
    else await join({ role, word });
  };
  useEffect(() => {
    if (codeInAddress() && role === "delegate") enter();
  }, []);

  return html`<main>
    <h1>${title}</h1>
    <${Languages} onChange=${setLanguage} />
    ${!room && html`<form onSubmit=${enter}>
      <label class="line">${say("code")}
        <input class="code" value=${code} onInput=${(event) => setCode(event.target.value)} autocomplete="off"
          autocapitalize="characters" spellcheck=${false} maxlength="12" required />
      </label>
      ${needsWord && html`<label class="line">${say("word")}
        <input class="code" value=${word} onInput=${(event) => setWord(event.target.value)} autocomplete="off"
          autocapitalize="characters" spellcheck=${false} maxlength="20" required />
      </label>`}
      <button class="main">${say("enter")}</button>
    </form>`}
    <p class="told" role="alert">${told}</p>
    ${room && html`<${Seats} room=${room} onJoin=${join} />`}
  </main>`;
}

const MOST_LIKES = 2; // the first tapped is liked most

function Likes({ all, liked, onLike }) {
  const tap = (like) => onLike(liked.includes(like) ? liked.filter((each) => each !== like) : [...liked, like].slice(-MOST_LIKES));
  return html`<fieldset><legend>${say("likes")}</legend>
    ${all.map((like) => html`<label class="option" key=${like}><input type="checkbox" name="like" value=${like} checked=${liked.includes(like)} onChange=${() => tap(like)} />
      <span>${say(`like_${like}`)}${liked.includes(like) && html` <small>${liked.indexOf(like) + 1}</small>`}</span></label>`)}</fieldset>`;
}

function Seats({ room, onJoin }) {
  const [name, setName] = useState("");
  const [seat, setSeat] = useState("");
  const [liked, setLiked] = useState([]);
  const sit = (event) => {
    event.preventDefault();
    if (seat) onJoin({ role: "delegate", seat, name, likes: liked });
  };
  const option = (each) => html`<label class="option" key=${each.key}>
    <input type="radio" name="seat" value=${each.key} checked=${seat === each.key} onChange=${() => setSeat(each.key)} required />
    <${Flag} src=${each.flag} /><span>${each.name}${each.people > 0 && html` <small>${say("people", { n: each.people })}</small>`}</span>
  </label>`;
  return html`<form onSubmit=${sit}>
    <p class="lead"><b>${room.title}</b></p>
    <label class="line">${say("your_name")}
      <input value=${name} onInput=${(event) => setName(event.target.value)} maxlength="40" autocomplete="given-name" required />
    </label>
    <fieldset>
      <legend>${say("choose")}</legend>
      <label class="option"><input type="radio" name="seat" value=${DRAWN} checked=${seat === DRAWN} onChange=${() => setSeat(DRAWN)} required />
        <span>${say("draw")}</span></label>
      ${seat === DRAWN && html`<${Likes} all=${room.likes} liked=${liked} onLike=${setLiked} />`}
      ${room.seats.filter((each) => each.featured).map(option)}
      <details><summary>${say("other_seats")}</summary>${room.seats.filter((each) => !each.featured).map(option)}</details>
    </fieldset>
    <button class="main">${say("sit")}</button>
    <button type="button" onClick=${() => onJoin({ role: "wall" })}>${say("look_on")}</button>
    <details><summary>${say("picture")}</summary><p>${room.picture}</p></details>
    <p class="fiction">${room.fiction}</p>
  </form>`;
}
