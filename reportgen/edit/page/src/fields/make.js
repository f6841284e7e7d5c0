/** Chooses the field for what the server describes. */

import { TextField } from "../prose/field.js";
import { DateField } from "./date.js";
import { GroupField } from "./group.js";
import { ListField } from "./list.js";
import { RegisterField } from "./register.js";
import { PictureField } from "./picture.js";
import { ChoiceField, LineField, ReferenceField, YesNoField } from "./simple.js";
import { TableField } from "./table.js";

const KINDS = {
  choice: ChoiceField,
  date: DateField,
  group: GroupField,
  line: LineField,
  list: ListField,
  members: ListField,
  number: LineField,
  picture: PictureField,
  table: TableField,
  text: TextField,
  yesno: YesNoField,
};

/** @param {import("./field.js").Spec} spec */
export function make(context, spec, parent, key, options = {}) {
  const Special = spec.choices_from ? ReferenceField : spec.register ? RegisterField : null;
  const Kind = Special ?? KINDS[spec.kind] ?? LineField;
  const field = new Kind(context, spec, parent, key, options);
  field.markUnshown();
  return field;
}
