/** The styles of the staff side, on top of the public ones. Order is the cascade. */
import './desk.css';
import './desk-lists.css';
import './desk-facts.css';
import './desk-judging.css';
import './desk-forms.css';
import './desk-windows.css';
