import shared from '../../jest.config.mjs';

const testEnvironment = new URL('./first-failure-environment.mjs', import.meta.url).pathname;

export default { ...shared, projects: shared.projects.map((project) => ({ ...project, testEnvironment })) };
