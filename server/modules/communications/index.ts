export { notify, type Announcement } from './notifications.ts';
