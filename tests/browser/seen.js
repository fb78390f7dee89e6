/**
 * What is wrong with the pictures on a page, as this browser draws them: texts and shapes are
 * measured where they stand, nothing is taken from what the server computed but `cells`.
 *
 * @param {{cells: object[], smallest: number}} form
 * @returns {string[]} one sentence for each fault, "" for none
 */
(form) => {
  const SLACK = 0.6;
  const TOUCH = 0.25;
  const ASCENT = 1;
  const DESCENT = 0.4;
  const SHAPES = "rect,path,circle,line";

  /** The box of an element in the units of its picture. */
  const boxOf = (element) => {
    const { x, y, width, height } = element.getBBox();
    const { e, f } = element.getCTM();
    const { e: rootX, f: rootY } = element.ownerSVGElement.getCTM() ?? { e: 0, f: 0 };
    return { left: x + e - rootX, top: y + f - rootY, right: x + e - rootX + width,
             bottom: y + f - rootY + height, element };
  };
  const name = (box) => {
    const { left, top, right, bottom, element } = box;
    const said = element.textContent?.slice(0, 30) || element.tagName;
    return `"${said}" (${[left, top, right, bottom].map((n) => n.toFixed(1)).join(" ")})`;
  };
  const meet = (a, b, slack = SLACK) =>
    a.left < b.right - slack && b.left < a.right - slack &&
    a.top < b.bottom - slack && b.top < a.bottom - slack;
  const holds = (outer, inner, slack = SLACK) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  /** Every line of text is a box of its own: a paragraph's box would hide what is between. */
  const linesIn = (element) =>
    [...element.querySelectorAll("text")].flatMap((text) =>
      text.children.length ? [...text.children] : [text]).map(lineOf);
  /** Some fonts claim three times the height of their ink: no more counts than letters need. */
  const lineOf = (line) => {
    const box = boxOf(line);
    const size = parseFloat(getComputedStyle(line).fontSize);
    const baseline = box.top - line.getBBox().y + parseFloat(line.getAttribute("y"));
    box.top = Math.max(box.top, baseline - ASCENT * size);
    box.bottom = Math.min(box.bottom, baseline + DESCENT * size);
    return box;
  };

  const pairs = (boxes) => {
    const sorted = [...boxes].sort((a, b) => a.top - b.top);
    return sorted.flatMap((a, at) => {
      const found = [];
      for (let next = at + 1; next < sorted.length && sorted[next].top < a.bottom; next += 1) {
        if (meet(a, sorted[next])) found.push([a, sorted[next]]);
      }
      return found;
    });
  };

  const faultsOf = (picture) => {
    const faults = [];
    const [, , wide, high] = picture.getAttribute("viewBox").split(" ").map(Number);
    const canvas = { left: 0, top: 0, right: wide, bottom: high };
    const texts = linesIn(picture);
    const cards = [...picture.querySelectorAll("g[data-note]")].map((group) => ({
      group,
      card: boxOf(group.querySelector("rect,path")),
      texts: linesIn(group),
    }));
    const part = (suffix) => picture.querySelector(`[id="${picture.id}-${suffix}"]`);

    for (const shape of [...texts, ...[...picture.querySelectorAll(SHAPES)].map(boxOf)]) {
      if (!holds(canvas, shape, 0)) faults.push(`${name(shape)} leaves the canvas`);
    }
    for (const { element } of texts) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < form.smallest) faults.push(`"${element.textContent}" in type of ${size}`);
    }
    for (const [a, b] of pairs(texts)) {
      // Fonts of other scripts claim more height than their ink has: their lines may touch.
      const paragraph = a.element.parentElement === b.element.parentElement;
      if (paragraph && !meet(a, b, TOUCH * parseFloat(getComputedStyle(a.element).fontSize))) continue;
      faults.push(`${name(a)} and ${name(b)} overlap`);
    }
    for (const [a, b] of pairs(cards.map(({ card }) => card))) {
      faults.push(`notes ${name(a)} and ${name(b)} overlap`);
    }

    const outer = texts.filter(({ element }) => !element.closest("g[data-note]"));
    for (const { group, card, texts: own } of cards) {
      for (const text of own) {
        if (!holds(card, text)) faults.push(`${name(text)} leaves its note ${name(card)}`);
      }
      for (const text of outer) {
        if (meet(card, text)) faults.push(`${name(text)} is under note ${name(card)}`);
      }
      // A badge never touches words that are not its own letter.
      for (const circle of group.querySelectorAll("circle")) {
        const badge = boxOf(circle);
        for (const text of own) {
          const letter = text.element.parentElement === circle.parentElement;
          if (!letter && meet(badge, text)) faults.push(`${name(text)} runs into its badge`);
        }
      }
      faults.push(...outOfPlace(picture, part, group, card));
    }
    for (const arrow of picture.querySelectorAll(`[id="${picture.id}-arrows"] path`)) {
      const box = boxOf(arrow);
      if (arrow.getAttribute("stroke-dasharray")) continue; // The loop goes around everything.
      for (const { card } of cards) if (meet(box, card)) faults.push(`an arrow crosses ${name(card)}`);
    }
    const band = boxOf(part("band").querySelector("rect"));
    for (const text of linesIn(part("band"))) {
      if (!holds(band, text)) faults.push(`${name(text)} leaves the title band`);
    }
    if (!(high > 0 && wide === 1600 && high >= 900)) faults.push(`the canvas is ${wide} x ${high}`);
    return faults;
  };

  /** A note stands in its zone's box; without one, in its frame, its column, and nothing else's. */
  const outOfPlace = (picture, part, group, card) => {
    const zone = group.getAttribute("data-zone");
    const boxes = [...picture.querySelectorAll("g[data-zone]:not([data-note])")]
      .map((one) => [one.getAttribute("data-zone"), one.querySelector("rect")])
      .filter(([, rect]) => rect)
      .map(([id, rect]) => [id, boxOf(rect)]);
    const faults = boxes
      .filter(([id, box]) => id !== zone && meet(box, card))
      .map(([id]) => `${name(card)} of ${zone} stands in ${id}`);
    const level = group.getAttribute("data-note").split("-")[1];
    if (level === "inside") {
      const own = boxes.find(([id]) => id === zone);
      if (!own || !holds(own[1], card)) faults.push(`${name(card)} leaves zone ${zone}`);
      return faults;
    }
    const frames = ["inside", "local", "regional", "national"];
    const frame = (id) => boxOf(part(`frame-${id}`));
    const cell = form.cells.find((one) => one.zone === zone && one.level === level);
    if (!holds(frame(level), card)) faults.push(`${name(card)} leaves ${level}`);
    for (const inner of frames.slice(0, frames.indexOf(level))) {
      if (meet(frame(inner), card)) faults.push(`${name(card)} of ${level} stands in ${inner}`);
    }
    if (card.left < cell.x - SLACK || card.right > cell.x + cell.w + SLACK) {
      faults.push(`${name(card)} leaves its column`);
    }
    return faults;
  };

  return [...document.querySelectorAll("svg")].map((picture) => faultsOf(picture).join("; "));
}
