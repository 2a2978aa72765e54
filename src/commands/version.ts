/** Name and version of this build, as reports state them. The bundler fills in the version. */
export const toolName = 'maturity-gates';
export const toolVersion = process.env['MATURITY_GATES_VERSION'] ?? '0.0.0-source';
