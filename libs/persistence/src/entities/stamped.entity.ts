import { Column } from 'typeorm';

/** Who made and last changed a row, and when. */
export abstract class Stamped {
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'modified_at' })
  modifiedAt: Date;

  @Column('text', { name: 'modified_by' })
  modifiedBy: string;
}
