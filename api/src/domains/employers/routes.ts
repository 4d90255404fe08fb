import {
  editEmployer as editEndpoint,
  getEmployer,
  listEmployerContacts,
  listEmployers,
  recordEmployerContact,
  registerEmployer as registerEndpoint,
  showEmployerPhone,
  signUpEmployer as signUpEndpoint,
  takeEmployerStep,
} from '../../../contract/employers.ts';
import type { Serve } from '../../http/endpoint.ts';
import { readContacts, recordContact, showPhone } from './contacts.ts';
import { editEmployer, listAll, readEmployer, registerEmployer, signUpEmployer, takeStep } from './service.ts';

export function employerRoutes(serve: Serve) {
  serve(signUpEndpoint, signUpEmployer);
  serve(registerEndpoint, registerEmployer);
  serve(listEmployers, listAll);
  serve(getEmployer, readEmployer);
  serve(editEndpoint, editEmployer);
  serve(takeEmployerStep, takeStep);
  serve(listEmployerContacts, readContacts);
  serve(recordEmployerContact, recordContact);
  serve(showEmployerPhone, showPhone);
}
