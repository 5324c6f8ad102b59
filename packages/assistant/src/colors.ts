// Colours as an argument: whether there are any is decided once, by the caller, per stream.

import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** No colour at all: for pipes, files and tests. */
export const plainColors: Colors = picocolors.createColors(false);
