import { pickOne } from './draws.js';
import type { Random } from './mulberry32.js';

const givenNames = [
  'Testa',
  'Demo',
  'Fixture',
  'Mocka',
  'Sampleton',
  'Trialson',
  'Proofa',
  'Example',
  'Dummy',
  'Specimen',
  'Placeholder',
  'Mockson',
  'Stubbin',
  'Demetta',
  'Testen',
  'Patterna',
  'Modella',
  'Templa',
  'Drafta',
  'Betan',
  'Alphan',
  'Protoya',
  'Fictiva',
  'Notreal',
] as const;

const firstParts =
  'Ash Birch Cedar Dun Elm Fox Glen Holly Ivy Juniper Larch Maple Nettle Oak Pine Quarry Rose Stone Thorn Willow Yew'.split(
    ' ',
  );
const secondParts = 'grove field hurst more ley stead wood bank bridge ton dale hill'.split(' ');

/** A name that nobody can take for a real one: the given name is a word for a trial, the family name says Sample. */
export function drawName(random: Random): { readonly givenName: string; readonly familyName: string } {
  return {
    givenName: pickOne(random, givenNames),
    familyName: `${pickOne(random, firstParts)}${pickOne(random, secondParts)}-Sample`,
  };
}
