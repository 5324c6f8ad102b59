export function scrub(error: Error): Error {
  const clean = new Error(error.message.replace(/Bearer \S+/g, 'Bearer ***'));
  clean.name = error.name;
  return clean;
}
