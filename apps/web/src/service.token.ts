/** Stands for the opened service wherever Nest is asked for it. */
export const SERVICE = Symbol('Service');
