export { setClock, setHoursOfWork } from './set-clock.js';
