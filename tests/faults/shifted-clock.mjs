/** Loaded with --import before the command line: its clock is ATTACK_MAPPINGS_CLOCK_SHIFT days ahead. */
const SHIFT_MS = Number(process.env.ATTACK_MAPPINGS_CLOCK_SHIFT ?? 0) * 24 * 60 * 60 * 1000;
const RealDate = globalThis.Date;

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + SHIFT_MS);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + SHIFT_MS;
  }
};
