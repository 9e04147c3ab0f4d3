// The least ZIP archive that a Word document is: one deflated entry.
import zlib from "node:zlib";

export function archive(name, text) {
  const plain = Buffer.from(text);
  const packed = zlib.deflateRawSync(plain);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(zlib.crc32?.(plain) ?? 0, 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(plain.length, 8);
  sizes.writeUInt16LE(name.length, 12);
  const local = Buffer.concat([Buffer.from("PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0", "latin1"), sizes, Buffer.from(name), packed]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0", "latin1"), sizes, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
