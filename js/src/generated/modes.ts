// Written by scripts/generate.py from igviz/modalities/image/modes: change it there.

/** What each way of drawing an image opens with: percentile of `clip`, and `strength`. */
export const USUAL = {
  window: {
    opens: 99,
    strength: 1,
    signed: false,
  },
  overlay: {
    opens: 95,
    strength: 0.8,
    signed: true,
  },
  regions: {
    opens: 95,
    strength: 0.8,
    signed: true,
  },
  heat: {
    opens: 99.5,
    strength: 1,
    signed: true,
  },
  outline: {
    opens: 40,
    strength: 0.8,
    signed: true,
  },
  image: {
    opens: null,
    strength: 1,
    signed: false,
  },
} as const;
