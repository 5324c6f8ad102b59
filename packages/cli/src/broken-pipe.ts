// A reader that goes away (`| head`) ends the output, not the run, and shows nobody a stack.

/** Keeps a closed pipe from ending the process. Once, at the start. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
