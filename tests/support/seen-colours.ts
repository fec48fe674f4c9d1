type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** What readers without one kind of cone see, on linear RGB: Machado, Oliveira and Fernandes 2009. */
const SIGHTS: readonly Matrix[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
];

/** Linear sRGB to XYZ, divided by the white point D65. */
const TO_XYZ: Matrix = [
  [0.4339, 0.3762, 0.1899],
  [0.2126, 0.7152, 0.0722],
  [0.0178, 0.1095, 0.8727],
];

/** The smallest distance in CIE Lab between two of the colours, whoever looks; 2 is just seen. */
export function leastDistance(colors: readonly string[]): number {
  const distances = SIGHTS.flatMap((sight) => {
    const seen = colors.map((color) => lab(times(sight, linear(color))));
    return seen.flatMap((a, i) => seen.slice(i + 1).map((b) => distance(a, b)));
  });
  return Math.min(...distances);
}

function linear(color: string): Vector {
  const channel = (at: number) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times([a, b, c]: Matrix, vector: Vector): Vector {
  const dot = (line: Vector) => line[0] * vector[0] + line[1] * vector[1] + line[2] * vector[2];
  return [dot(a), dot(b), dot(c)];
}

function lab(rgb: Vector): Vector {
  const clamped = rgb.map((part) => Math.min(1, Math.max(0, part))) as unknown as Vector;
  const [x, y, z] = times(TO_XYZ, clamped).map((part) =>
    part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116,
  ) as unknown as Vector;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
