/**
 * fast-check with one seed for everybody: what passes for one passes for all, and what fails fails again.
 * `PROBEWISE_SEED=2` tries other cases.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROBEWISE_SEED ?? 1) });

export default fc;
