/** The file of a picture: dropped, pasted or chosen; what it shows is asked for at once. */

import { address, upload } from "../api.js";
import { button, h } from "../dom.js";
import { announce, notice } from "../live.js";
import { t } from "../words.js";
import { Field, asLine } from "./field.js";

const TYPES = ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml";

/** The keys under which a report names a picture by its id. */
const NAMING = new Set(["cover", "figure"]);

function isNamed(part, id) {
  if (!id || !part || typeof part !== "object") return false;
  return Object.entries(part).some(([key, value]) => (value === id && NAMING.has(key)) || isNamed(value, id));
}

export class PictureField extends Field {
  constructor(...parameters) {
    super(...parameters);
    this.control = h("input", { id: this.id, type: "text", autocomplete: "off", spellcheck: "false", oninput: () => this.set(this.control.value) });
    this.chooser = h("input", { type: "file", accept: TYPES, class: "sr", tabindex: "-1", "aria-hidden": "true", onchange: () => this.take(this.chooser.files[0]) });
    this.image = h("img", { alt: "", hidden: true, onerror: () => (this.image.hidden = true), onload: () => (this.image.hidden = false) });
    const choose = button(t("picture.choose"), () => this.chooser.click(), { class: "small" });
    this.zone = h("div", { class: "drop" }, this.image, h("span", {}, t("picture.drop")), choose, this.chooser);
    for (const type of ["dragover", "dragenter"]) {
      this.zone.addEventListener(type, (event) => {
        event.preventDefault();
        this.zone.classList.add("is-over");
      });
    }
    this.zone.addEventListener("dragleave", () => this.zone.classList.remove("is-over"));
    this.zone.addEventListener("drop", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.zone.classList.remove("is-over");
      this.take(event.dataTransfer.files[0]);
    });
    this.control.addEventListener("paste", (event) => {
      const file = [...(event.clipboardData?.files ?? [])][0];
      if (!file) return;
      event.preventDefault();
      this.take(file);
    });
    this.unused = h("p", { class: "unshown", id: `${this.id}-unused`, hidden: true }, t("picture.unused"));
    this.frame(this.control, { after: h("div", {}, this.zone, this.unused) });
    this.update(this.value());
    this.describe();
  }

  async take(file) {
    if (!file) return;
    try {
      const { name } = await upload("api/picture", file);
      const edits = [{ op: "set", at: this.at(), value: name }];
      const id = this.parent?.fields?.get("id");
      if (id && !id.value()) edits.push({ op: "set", at: id.at(), value: idOf(name) });
      this.submit(edits);
      this.askForAlt(name);
    } catch (error) {
      notice("picture", t("picture.refused", { reason: error.message }));
    }
  }

  /** Puts the focus where one says what the picture shows. */
  askForAlt(name) {
    const alt = this.parent?.child?.("alt");
    announce(t("picture.added", { name }));
    if (!alt || alt.value()) return;
    if (!alt.prompt) {
      alt.prompt = h("p", { class: "prompt" }, t("picture.alt.ask"));
      alt.element.insertBefore(alt.prompt, alt.messages);
    }
    alt.focus();
  }

  /** A picture that no field names is in the folder, but not in the report. */
  tellUse(name) {
    const { figures, ...parts } = this.context.session.values;
    const isUnused = Boolean(name && figures) && !isNamed(parts, this.parent?.value()?.id);
    if (this.unused.hidden !== isUnused) return;
    this.unused.hidden = !isUnused;
    this.describe();
  }

  describedBy() {
    return [super.describedBy(), this.unused.hidden ? "" : this.unused.id].filter(Boolean).join(" ");
  }

  update(value) {
    const name = asLine(value);
    this.tellUse(name);
    if (this.control.value !== name) this.control.value = name;
    if (name === this.pictured) return;
    this.pictured = name;
    this.image.hidden = true;
    if (name) this.image.src = address(`picture?name=${encodeURIComponent(name)}`);
    else this.image.removeAttribute("src");
  }
}

/** Puts a picture into the folder and a new entry for it into the list of pictures. */
export async function addPicture(list, file) {
  try {
    const { name } = await upload("api/picture", file);
    const entry = list.append({ file: name, id: idOf(name) }, list.entries.length, { focus: false });
    entry.unfold();
    entry.field.child("file").askForAlt(name);
  } catch (error) {
    notice("picture", t("picture.refused", { reason: error.message }));
  }
}

/** A name for a picture from that of its file: `Map of 2024.png` becomes `map-of-2024`. */
export const idOf = (name) =>
  name.split("/").at(-1).replace(/\.[^.]*$/, "").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "picture";
