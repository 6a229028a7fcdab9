// Every part of the page that has a line writes it: $0, $1 ... are its fields and parts, in their order.
const own = (part, chosen) => [...part.querySelectorAll("select, [data-line]")].filter(
  (each) => chosen(each) && each.parentElement.closest("[data-line]") === part,
);

const words = (field) => [...field.selectedOptions].map((each) => each.value).filter(Boolean);

function linesOf(part) {
  const fields = own(part, () => true).map((each) => (each.dataset.line ? linesOf(each) : words(each)));
  if (!fields.length) return [part.dataset.line];
  const key = fields[Number(part.dataset.key)];
  return key.map((word) => part.dataset.line.replace(/\$(\d)/g, (_, n) =>
    (fields[n] === key ? word : fields[n].join(" "))).replace(/ +/g, " ").trim());
}

function minutes() {
  const parts = [...document.querySelectorAll("[data-line]")].filter((each) => !each.parentElement.closest("[data-line]"));
  return parts.flatMap(linesOf).join("\n") + "\n";
}

document.querySelector("button").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([minutes()], { type: "text/plain" }));
  link.download = "minutes.txt";
  link.click();
});
