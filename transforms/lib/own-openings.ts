// How the tool's own comments begin in a consumer's file. By these they are found before anything is parsed.

import type { Needles } from './codemod.ts';

/** How a marker begins. */
export const markerOpening = 'TODO(resession):';

/** How a suppression begins. */
export const suppressionOpening = 'resession-';

/** A file with one of these has something to say to the tool, or something of the tool's in it. */
export const ownNeedles: Needles = [[suppressionOpening], [markerOpening]];
