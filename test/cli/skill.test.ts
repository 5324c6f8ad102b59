// The skill for coding agents: printed as it ships, installed where agents look, and never over what somebody else wrote.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { skillName } from '../../packages/cli/src/commands/skill.ts';
import { migrate } from './command-line.ts';
import { fingerprint, folderOf } from './sample.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/migration-SKILL.md', import.meta.url)), 'utf8');
const usual = `.agents/skills/${skillName}/SKILL.md`;
const at = (folder: string, name = usual): string => readFileSync(path.join(folder, name), 'utf8');

describe('migrate skill', () => {
  it('prints it', async () => {
    const { code, stdout } = await migrate(folderOf({}), ['skill']);
    expect(code).toBe(0);
    expect(stdout).toBe(text);
  });

  it('is what the Agent Skills standard says of one', () => {
    const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
    const { name, description } = parseDocument(front).toJS() as Readonly<Record<string, unknown>>;
    expect(name).toBe(skillName);
    expect(skillName).toMatch(/^(?=.{1,64}$)[a-z\d]+(?:-[a-z\d]+)*$/);
    expect(String(description).length).toBeLessThanOrEqual(1024);
    expect(text.split('\n').length, 'short enough to be read whole').toBeLessThan(500);
  });

  it('installs it, and says so when it is there already', async () => {
    const folder = folderOf({});
    const first = await migrate(folder, ['skill', 'install']);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toBe(`Installed the skill: ${usual}\n`);
    expect(at(folder)).toBe(text);
    const second = await migrate(folder, ['skill', 'install']);
    expect(second.stdout).toBe(`It is there already: ${usual}\n`);
    expect(second.code).toBe(0);
  });

  it('installs it in a folder that is named, from a folder that is named', async () => {
    const folder = folderOf({ 'packages/a/package.json': '{}' });
    await migrate(folder, ['skill', 'install', '.claude/skills', '--cwd', 'packages/a']);
    expect(at(folder, `packages/a/.claude/skills/${skillName}/SKILL.md`)).toBe(text);
  });

  it('replaces another text only by force', async () => {
    const folder = folderOf({ [usual]: 'ours, with notes' });
    const { code, stderr } = await migrate(folder, ['skill', 'install']);
    expect(code).toBe(2);
    expect(stderr).toContain('another skill is there already');
    expect(at(folder)).toBe('ours, with notes');
    expect((await migrate(folder, ['skill', 'install', '--force'])).code).toBe(0);
    expect(at(folder)).toBe(text);
  });

  it.each([
    ['..', 'inside of the project'],
    ['../elsewhere', 'inside of the project'],
    ['/tmp', 'inside of the project'],
    ['', 'inside of the project'],
  ])('writes nothing outside: %s', async (where, why) => {
    const parent = folderOf({ 'project/package.json': '{}' });
    const before = fingerprint(parent);
    const { code, stderr } = await migrate(path.join(parent, 'project'), ['skill', 'install', where]);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(fingerprint(parent)).toEqual(before);
  });

  it.each(['.agents', '.agents/skills', usual])('writes nothing through a link: %s', async (link) => {
    const [folder, outside] = [folderOf({}), folderOf({ 'file.md': 'theirs' })];
    mkdirSync(path.dirname(path.join(folder, link)), { recursive: true });
    symlinkSync(link === usual ? path.join(outside, 'file.md') : outside, path.join(folder, link));
    const before = fingerprint(outside);
    const { code, stderr } = await migrate(folder, ['skill', 'install', '--force']);
    expect(code).toBe(2);
    expect(stderr).toContain('symlink');
    expect(fingerprint(outside)).toEqual(before);
  });

  it('a folder in the place of the file is told', async () => {
    const folder = folderOf({ [`${usual}/x`]: '' });
    const { code, stderr } = await migrate(folder, ['skill', 'install', '--force']);
    expect(code).toBe(2);
    expect(stderr).toContain(usual);
  });

  it.each([
    [['skill', 'instal'], 'a skill is printed or installed'],
    [['skill', '--force'], '--force has no meaning by itself'],
    [['skill', '--write'], 'unknown option'],
  ])('%j is a usage error', async (args, why) => {
    const { code, stderr } = await migrate(folderOf({}), args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  it('a folder nobody may write to is told', async () => {
    const folder = folderOf({});
    writeFileSync(path.join(folder, '.agents'), 'a file');
    const { code, stderr } = await migrate(folder, ['skill', 'install']);
    expect(code).toBe(2);
    expect(stderr).toContain('.agents');
  });
});
