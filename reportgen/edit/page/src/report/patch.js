/** Makes one page of another by changing only where they differ, so that nothing flashes and the scroll stays. */

/** Brings an element in line with another, which belongs to the same document or one made by it. */
export function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(imported(old, fresh));
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(old, fresh);
  patchChildren(old, fresh);
}

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

/** Children that are the same at both ends stay; those between them are brought in line one by one. */
function patchChildren(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
  const olds = before.slice(start, before.length - end);
  const news = after.slice(start, after.length - end);
  const rest = before[before.length - end] ?? null;
  olds.slice(news.length).forEach((node) => node.remove());
  news.forEach((node, index) => {
    if (index < olds.length) patch(olds[index], node);
    else old.insertBefore(imported(old, node), rest);
  });
}

/** A copy for the document of `old`. Styles are set anew: a policy may have kept them from a document that is only parsed. */
function imported(old, fresh) {
  const node = old.ownerDocument.importNode(fresh, true);
  const styled = node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll("[style]")] : [];
  for (const element of styled) {
    const style = element.getAttribute("style");
    if (style !== null) element.setAttribute("style", style);
  }
  return node;
}
