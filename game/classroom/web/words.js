// What the page itself says, in the reader's language; what the game says comes with each page, already in words.

export const LANGUAGES = { en: "English", fr: "Français", ro: "Română" };

let lines = {};

export function usualLanguage() {
  const kept = localStorage.getItem("language");
  const asked = [kept, ...(navigator.languages || [])].map((each) => (each || "").slice(0, 2));
  return asked.find((each) => each in LANGUAGES) || "en";
}

export async function speak(language) {
  const answer = await fetch(`/words/${language}`);
  lines = await answer.json();
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
}

export function say(key, values = {}) {
  const line = lines[key] ?? key;
  return line.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}
