import { anyEvent } from './any-event.ts';
import { group } from './group.ts';
import { identify } from './identify.ts';
import { page } from './page.ts';
import { track } from './track.ts';

/** Every event of Freshpaint. */
export const freshpaintEvents = [track, identify, page, group, anyEvent];
