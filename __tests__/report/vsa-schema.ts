import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * The predicate as its specification describes it field by field, written from that text and from nothing of ours:
 * https://slsa.dev/spec/v1.2/verification_summary#fields, descriptors as in
 * https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md. What the text leaves to producers as
 * an extension (a field named by a URI) is allowed.
 */
const digest = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: 'string', pattern: '^[0-9a-f]+$' },
  properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
};

const predicate = {
  type: 'object',
  required: ['verifier', 'resourceUri', 'policy', 'verificationResult', 'verifiedLevels'],
  properties: {
    verifier: {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', format: 'uri' },
        version: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    timeVerified: { type: 'string', format: 'date-time' },
    resourceUri: { type: 'string', format: 'uri' },
    policy: { type: 'object', required: ['uri'], properties: { uri: { type: 'string', format: 'uri' }, digest } },
    inputAttestations: { type: 'array', items: { type: 'object', required: ['digest'], properties: { digest } } },
    verificationResult: { enum: ['PASSED', 'FAILED'] },
    verifiedLevels: {
      type: 'array',
      items: { type: 'string', minLength: 1, pattern: '^(?!SLSA_)|^SLSA_[A-Z]+_LEVEL_(\\d|UNEVALUATED)$' },
    },
    dependencyLevels: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
    slsaVersion: { type: 'string', pattern: '^\\d+\\.\\d+$' },
  },
  patternProperties: { '^[a-z][a-z0-9+.-]*:': {} },
  additionalProperties: false,
};

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(predicate);

/** What keeps a value from being a verification summary, one sentence each. */
export function predicateErrors(value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
