/** Finds again in a text what was pasted into it, as it stands there now. */

/** @typedef {{from: number, to: number}} Range Positions in the text; what is typed moves them along. */

/** The blocks of a text that a stretch of it touches, each with its place. */
function blocksIn(doc, { from, to }) {
  const blocks = [];
  doc.forEach((node, start) => {
    if (start < to && start + node.nodeSize > from) blocks.push({ node, start, end: start + node.nodeSize });
  });
  return blocks;
}

const words = ({ node }) => node.textContent.replaceAll(/\s+/g, " ").trim();

/**
 * Where the lines of a table stand in a stretch, or null where they have been changed.
 * @returns {Range | null}
 */
export function lineRange(doc, stretch, lines) {
  const blocks = blocksIn(doc, stretch);
  const first = blocks.findIndex((_, index) => lines.every((line, offset) => blocks[index + offset] && words(blocks[index + offset]) === line));
  return first < 0 ? null : { from: blocks[first].start, to: blocks[first + lines.length - 1].end };
}

/** Whether a block is one of the titles: a heading, or words that stand by themselves in bold where no heading can. */
function isTitle(block, titles) {
  const { node } = block;
  if (!titles.includes(words(block))) return false;
  if (node.type.name === "heading") return true;
  return node.type.name === "paragraph" && node.content.content.every((child) => child.marks.some(({ type }) => type.name === "strong"));
}

/**
 * The sections that stand in a stretch from its first title on, and where: what stood behind the cursor stays in the text.
 * @returns {{sections: {title: string, blocks: object[]}[], range: Range}}
 */
export function sectionsIn(doc, stretch, titles) {
  const blocks = blocksIn(doc, stretch);
  const first = blocks.findIndex((block) => isTitle(block, titles));
  if (first < 0) return { sections: [], range: stretch };
  const last = blocks.at(-1);
  const isSplit = last.node.isTextblock && stretch.to > last.start && stretch.to < last.end - 1;
  const sections = [];
  for (const block of blocks.slice(first)) {
    const node = isSplit && block === last ? block.node.cut(0, stretch.to - block.start - 1) : block.node;
    if (isTitle(block, titles)) sections.push({ title: words(block), blocks: [] });
    else sections.at(-1).blocks.push(node);
  }
  return { sections, range: { from: blocks[first].start, to: isSplit ? stretch.to : last.end } };
}
