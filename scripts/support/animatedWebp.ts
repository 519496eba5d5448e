/** A frame as a WebP file of its own, lossy and opaque, and how long it stays. */
export interface Frame {
  readonly webp: Buffer;
  readonly shownMs: number;
}

/** Frames of one size as an animation that repeats. Format: "WebP Container Specification", chunks VP8X, ANIM and ANMF. */
export function animatedWebp(frames: readonly Frame[], width: number, height: number): Buffer {
  const header = Buffer.alloc(10);
  header[0] = 0x02;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', header),
    // Any background, and no end of repetitions.
    chunk('ANIM', Buffer.alloc(6)),
    ...frames.map(({ webp, shownMs }) => {
      const place = Buffer.alloc(16);
      place.writeUIntLE(width - 1, 6, 3);
      place.writeUIntLE(height - 1, 9, 3);
      place.writeUIntLE(shownMs, 12, 3);
      return chunk('ANMF', Buffer.concat([place, imageIn(webp)]));
    }),
  ]);
  return chunk('RIFF', body);
}

/** The chunk with the picture; colour profiles and the like stand in others. */
function imageIn(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length; ) {
    const end = at + 8 + webp.readUInt32LE(at + 4);
    const next = end + (end % 2);
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at, next);
    at = next;
  }
  throw new Error('A frame is not lossy, or not opaque');
}

/** Chunks end at even places. */
function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
