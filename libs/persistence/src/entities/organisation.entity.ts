import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stamped } from './stamped.entity.js';

/** A council that commissions interviews in this deployment. */
@Entity('authority')
export class AuthorityEntity extends Stamped {
  @PrimaryColumn('text')
  code: string;
}

@Entity('provider')
export class ProviderEntity extends Stamped {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  code: string;

  @Column('text')
  name: string;
}

@Entity('person')
export class PersonEntity extends Stamped {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'sign_in_name' })
  signInName: string;

  @Column('text', { name: 'display_name' })
  displayName: string;

  @Column('boolean', { name: 'is_demonstration' })
  isDemonstration: boolean;
}
