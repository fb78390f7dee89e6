/**
 * How far two images of one picture are apart: for what share of the pixels of either there is no
 * alike pixel within `within` in the other; and for each box, how far the edges of its ink differ.
 *
 * @param {{images: string[], boxes: number[][], within: number, alike: number}} asked
 *   two PNGs in base64; boxes as left, top, right, bottom
 * @returns {Promise<{astray: number, share: number, apart: number[]}>} `share` is of all pixels,
 *   those that differ where they stand
 */
async ({ images, boxes, within, alike }) => {
  const [a, b] = await Promise.all(images.map(async (image) => {
    const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`${a.width} x ${a.height} and ${b.width} x ${b.height}`);
  }
  const { width, height } = a;
  const differ = (one, at, other, there) => Math.max(
    Math.abs(one[at] - other[there]),
    Math.abs(one[at + 1] - other[there + 1]),
    Math.abs(one[at + 2] - other[there + 2]),
  );

  /** Whether no pixel of `other` around (x, y) is like the one of `one`. */
  const isAstray = (one, other, x, y) => {
    const at = 4 * (y * width + x);
    for (let v = Math.max(0, y - within); v <= Math.min(height - 1, y + within); v += 1) {
      for (let u = Math.max(0, x - within); u <= Math.min(width - 1, x + within); u += 1) {
        if (differ(one, at, other, 4 * (v * width + u)) <= alike) return false;
      }
    }
    return true;
  };
  let astray = 0;
  let different = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      if (differ(a.data, at, b.data, at) <= alike) continue;
      different += 1;
      if (isAstray(a.data, b.data, x, y) || isAstray(b.data, a.data, x, y)) astray += 1;
    }
  }

  /** Where ink stands in a box: what is far from the commonest colour at the box's rim. */
  const ink = (image, [left, top, right, bottom]) => {
    const ground = 4 * (Math.floor(top) * width + Math.floor(left));
    const found = [Infinity, Infinity, -Infinity, -Infinity];
    for (let y = Math.floor(top); y < Math.ceil(bottom); y += 1) {
      for (let x = Math.floor(left); x < Math.ceil(right); x += 1) {
        if (differ(image.data, 4 * (y * width + x), image.data, ground) <= alike) continue;
        found[0] = Math.min(found[0], x);
        found[1] = Math.min(found[1], y);
        found[2] = Math.max(found[2], x);
        found[3] = Math.max(found[3], y);
      }
    }
    return found;
  };
  const apart = boxes.map((box) => {
    const [one, other] = [ink(a, box), ink(b, box)];
    return Math.max(...one.map((edge, at) => (edge === other[at] ? 0 : Math.abs(edge - other[at]))));
  });
  const all = width * height;
  return { astray: astray / all, share: different / all, apart };
}
