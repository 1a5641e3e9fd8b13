import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const APP = [
  ...['app.ts', 'authentication.ts', 'creates', 'integrations.ts', 'platform', 'providers', 'schema', 'triggers'],
  ...['verification', 'scripts', 'contract', 'docs', 'CHANGELOG.md', 'package.json', 'biome.json', '.gitignore'],
];

/**
 * Copies the app and what generates its documents into a folder, for commands that change them.
 *
 * @param more other files and folders to copy
 * @returns the folder of the copy
 */
export const copyProject = async (folder: string, more: readonly string[]): Promise<string> => {
  const root = join(folder, 'project');
  await mkdir(root);
  await Promise.all([...APP, ...more].map((path) => cp(join(ROOT, path), join(root, path), { recursive: true })));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  // The version rises, so no unreleased change counts as breaking.
  await writeFile(join(root, 'contract/released.json'), JSON.stringify({ version: '0.0.0', keys: {} }));
  return root;
};
