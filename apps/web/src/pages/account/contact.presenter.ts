import { CONTACT_CODE_MINUTES } from '#access';
import type { OwnContact } from '#access';
import type { SentChannel } from '#domain/messages';
import { showInstant } from '#domain/time';
import { choices } from '../forms/choices.js';
import type { TextField } from '../forms/text-field.js';
import type { ContactForm } from './contact.form.js';

const channelWords: Readonly<Record<SentChannel, string>> = {
  email: 'E-mail from this service',
  notify: 'E-mail by GOV.UK Notify',
};

/** Where somebody is written to, in words; `typed` is what a refused form brought. */
export function presentContact(own: OwnContact, offered: readonly SentChannel[], typed: Partial<ContactForm>) {
  const { confirmed, wanted } = own;
  const address: TextField = {
    ...{ id: 'address', label: 'E-mail address', width: 20, inputmode: 'email' },
    hint: 'A code is sent there, to show that it is yours.',
    value: typed.address ?? '',
  };
  const code: TextField = {
    ...{ id: 'code', label: 'Code', width: 10, inputmode: 'numeric', value: '' },
    hint: `Six figures. They hold for ${CONTACT_CODE_MINUTES} minutes and can be tried five times.`,
  };
  const offers = offered.map((channel): [string, string] => [channel, channelWords[channel]]);
  return {
    confirmed: confirmed && {
      address: confirmed.address,
      how: channelWords[confirmed.channel],
      since: showInstant(confirmed.confirmedAt),
    },
    wanted: wanted && { address: wanted.address, sentAt: showInstant(wanted.sentAt) },
    ...{ isSetUp: offered.length > 0, address, code },
    channels: offers.length > 1 ? choices(offers, typed.channel) : [],
  };
}
