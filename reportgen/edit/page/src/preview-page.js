/** The page of `reportgen preview`: the report alone, which renews itself when a file changes. */

import { address, get, tellPlace } from "./api.js";
import { h } from "./dom.js";
import { counted } from "./findings/panel.js";
import * as live from "./live.js";
import { Preview } from "./report/preview.js";
import { setLanguage, t } from "./words.js";

const preview = new Preview(() => {});
const summary = h("p", { class: "preview-summary", role: "status" });
const notices = h("div", { class: "notices", role: "status" });

async function renew() {
  const state = await get("api/state", { preview: 1 }).catch(() => null);
  if (!state) return;
  summary.textContent = t("findings.summary", { counts: counted(state.findings) || t("findings.none") });
  document.title = t("title", { name: state.path_name });
  preview.show(state);
}

async function start() {
  tellPlace();
  const form = await get("api/form").catch(() => ({ language: "en-GB" }));
  setLanguage(form.language);
  live.start(h("div"), notices);
  document.body.replaceChildren(h("header", { class: "bar" }, h("h1", {}, h("span", { class: "product" }, "reportgen")), summary), notices, h("main", { class: "preview-main" }, preview.element));
  preview.start();
  await renew();
  const source = new EventSource(address("api/events"));
  source.addEventListener("state", renew);
  source.addEventListener("bye", () => {
    source.close();
    live.notice("ended", t("ended"));
  });
}

start();
