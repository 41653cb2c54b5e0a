// Written by scripts/generate.py from the modules that say them: change it there.

export const VERSION = 1;

/** A figure holds so many predictions at most; where there are no more classes, all are offered. */
export const SHOWN_CLASSES = 5;

/** A probability below this reads "<0.001". */
export const TINY = 0.0005;

/** Groups the digits of a number, and stands before "%" without letting a line break there. */
export const THIN = "\u202f";

export const NO_ATTRIBUTION = "No attribution: nothing here changes the score.";

/**
 * How an explanation looks before anyone has touched it, here and in the explorer: most of the mass
 * at full strength, over an image dark enough for it to be seen.
 */
export const OPENING = {
  clipAbovePercentile: 95,
  strength: 0.8,
  imageStrength: 0.52,
};

/**
 * Widths in pixels that attribution is added up over, each about twice the last but one; 1 is none.
 */
export const GRAINS = [1, 4, 7, 9, 15, 20, 31, 41, 63, 84, 127, 169, 255, 340, 511, 681, 1023];

/** A map of more pixels is added up by blocks, so that there are about as many of these. */
export const ENOUGH = 32768;

/** What is less than this share of the largest value that was added up is no sum, but rounding. */
export const ROUNDING = 1e-9;

/** What is larger than this share of the loudest counts as painted. */
export const VISIBLE = 0.05;

/** The loudest sums hold this percentage of the size of all. */
export const LOUDEST = 5;

/** Below this share of the scale a box would be a smudge of which nobody could tell the sign. */
export const UNSEEN = 0.05;

/** From this share of the scale on a colour hides the page. */
export const SOLID = 0.3;

/** An array of fewer values is shown as bars alone. */
export const FEWEST_DRAWN = 40;

/** Beyond so many nodes a graph is drawn as dots, without names. */
export const MOST_LABELLED = 300;

/** In place of the order of a bond: a line that leads one way. */
export const DIRECTED = -1;

/** So many channels are shown one by one at most; the others are summed into one more. */
export const MOST_SHOWN = 30;

/** So many features at most have a column of their own; the smallest are summed into one more. */
export const MOST_LANES = 30;

/** The share of all sizes that are no larger than the one with the full colour. */
export const STRONG = 0.99;

/** Up to so many channels are drawn as lines, more as a strip of time by channel. */
export const MOST_LINES = 8;

/** The time axis is cut into so many equal parts, of which the strongest are listed. */
export const INTERVALS = 12;

/**
 * A series is drawn in so many columns at most: the least and the most of each, what it adds up to.
 */
export const MOST_COLUMNS = 600;

/**
 * In a strip the most of a channel is so far from the page to its ink, and the strongest
 * attribution hides so much of it.
 */
export const SHADE = 0.5;

export const COVER = 0.85;

/** From this sample rate in Hz on, a series of one or two channels can be heard. */
export const LEAST_RATE = 4000;

/** A waterfall has so many features at most; the smallest are summed into one more. */
export const MOST_FEATURES = 30;

/** Of the width of a waterfall: what the attributions miss of F(x) is a step from there on. */
export const SEEN_ERROR = 0.005;

/** What that step is called. */
export const MISSED = "completeness error";

/** What the step of the model's other inputs is called, where the row is one of several. */
export const BESIDE = "other inputs";
