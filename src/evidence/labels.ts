import { z } from 'zod';
import { mapOf } from './maps.ts';

/** Labels of a metric, by name. */
export const labels = mapOf(z.string(), 'expected an object of texts');
