import { startScorm2004 } from './start-2004';

Object.assign(window, { startScorm: startScorm2004 });
