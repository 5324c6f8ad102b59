const things = new Map<string, any>();

export const put = (name: string, thing: any): void => void things.set(name, thing);
export const get = (name: string): any => things.get(name);
