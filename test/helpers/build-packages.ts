export { buildPackages as default } from '../../scripts/publishing/packages.ts';
