// One scene at a time. Without this script all scenes stand one under the other.
const scenes = [...document.querySelectorAll("main > section")];
const [previous, next] = document.querySelectorAll("nav button");
const place = document.querySelector("nav p");
let shown = Math.max(0, scenes.findIndex((scene) => `#${scene.id}` === location.hash));

function show(number) {
  shown = Math.min(Math.max(number, 0), scenes.length - 1);
  scenes.forEach((scene, each) => { scene.hidden = each !== shown; });
  place.textContent = `${shown + 1} of ${scenes.length}`;
  previous.disabled = shown === 0;
  next.disabled = shown === scenes.length - 1;
  window.scrollTo(0, 0);
}

if (scenes.length > 1) {
  document.querySelector("nav").hidden = false;
  previous.onclick = () => show(shown - 1);
  next.onclick = () => show(shown + 1);
  show(shown);
}
