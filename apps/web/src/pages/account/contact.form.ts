import type { Contact } from '#access';
import { sentChannels } from '#domain/messages';
import type { SentChannel } from '#domain/messages';
import type { FormFault } from '../../http/form-fault.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';

const LONGEST_ADDRESS = 254;
/** One mailbox: nothing by which a mail program would read more than one address into it. */
const oneAddress = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/;

/** An address to be written to. */
export class ContactForm extends Form {
  @TypedText()
  address?: string;

  @TypedText()
  channel?: string;
}

/** The code that was sent to it. */
export class ContactCodeForm extends Form {
  @TypedText()
  code?: string;
}

/** An address and a way that is set up; where only one is, it needs no choice. */
export function readContactForm(form: ContactForm, offered: readonly SentChannel[]): ReadForm<Contact> {
  const address = form.address?.trim() ?? '';
  const [only, ...more] = offered;
  const chosen =
    more.length === 0 ? only : sentChannels.find((each) => each === form.channel && offered.includes(each));
  const isAddress = oneAddress.test(address) && address.length <= LONGEST_ADDRESS;
  const faults: readonly FormFault[] = [
    ...(isAddress ? [] : [{ field: 'address', text: 'Enter an e-mail address, such as name@council.gov.uk' }]),
    ...(chosen === undefined ? [{ field: 'channel', text: 'Choose how it is to be sent' }] : []),
  ];
  if (faults.length > 0 || chosen === undefined) return { kind: 'faulty', faults };
  return { kind: 'sound', value: { channel: chosen, address } };
}
