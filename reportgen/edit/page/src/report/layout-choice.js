/** The layout that was chosen for a dataset last, kept in the browser: the command does not know it the next time. */

const keyOf = (id) => `reportgen-edit-layout:${id}`;

export function keepLayout(id, layout) {
  try {
    localStorage.setItem(keyOf(id), layout);
  } catch {
    // A browser may forbid it; the choice holds until the command ends.
  }
}

/** The layout to go on with; null where there is none, or the command was told another. */
export function keptLayout({ id, layout, layouts, default_layout: standard }) {
  try {
    const kept = localStorage.getItem(keyOf(id));
    return layout === standard && kept !== layout && layouts.includes(kept) ? kept : null;
  } catch {
    return null;
  }
}
